/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.refused;

import dev.tandem.model.type.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that a client wrote through a connection declared as latin1. MySQL means windows-1252 by
 * that, with the five bytes that it leaves open read as in ISO 8859-1.
 */
final class Mojibake {
  /** The characters of the bytes 80 to 9F. */
  private static final String HIGH =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
          + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

  private static final int NONE = -1;

  private Mojibake() {}

  /**
   * Text holds mojibake when a character that stands for the first byte of a UTF-8 sequence is
   * followed by one for a further byte; no letter read wrongly is without such a pair.
   */
  static String repair(String text) throws Refused {
    if (!holdsMojibake(text)) {
      return text;
    }
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int octet = octet(text.charAt(i));
      if (octet == NONE) {
        throw mixed();
      }
      bytes[i] = (byte) octet;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw mixed();
    }
  }

  private static boolean holdsMojibake(String text) {
    for (int i = 1; i < text.length(); i++) {
      int first = octet(text.charAt(i - 1));
      int next = octet(text.charAt(i));
      if (first >= 0xC2 && first <= 0xF4 && next >= 0x80 && next <= 0xBF) {
        return true;
      }
    }
    return false;
  }

  private static int octet(char c) {
    if (c <= 0xFF) {
      return c;
    }
    int place = HIGH.indexOf(c);
    return place < 0 ? NONE : 0x80 + place;
  }

  private static Refused mixed() {
    return refused("holds UTF-8 read as latin1 beside characters that cannot come from that");
  }
}
