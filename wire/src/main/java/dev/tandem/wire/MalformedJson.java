/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

/** The bytes are no JSON, or other JSON than was asked for; it says at which byte. */
final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJson(int at) {
    super("at byte " + at);
  }
}
