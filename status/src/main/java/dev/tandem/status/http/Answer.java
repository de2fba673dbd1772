/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a path is answered with. */
record Answer(int status, String type, ByteBuffer body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  /** The buffer itself must never be read. */
  Answer {
    body = body.asReadOnlyBuffer();
  }

  static Answer text(int status, String text) {
    return of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(int status, String type, byte[] body) {
    return new Answer(status, type, ByteBuffer.wrap(body));
  }
}
