/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

/** A message with nothing but a text. */
public final class SqlBatch {
  private SqlBatch() {}

  /** The text behind the headers. */
  public static String text(ByteReader body) throws ProtocolException {
    skipHeaders(body);
    return body.restAsText();
  }

  static void skipHeaders(ByteReader body) throws ProtocolException {
    int length = body.i32();
    body.seek(length < Integer.BYTES ? -1 : length);
  }
}
