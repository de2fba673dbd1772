/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in the making, as UTF-8. It is used again and again: what a record needs is there from the
 * records before it. Spells everything as Jackson's generator does.
 */
final class JsonBuffer {
  private static final int USUAL_BYTES = 16_384;

  /** What is not kept for the next record: one large row must not hold its memory for ever. */
  private static final int MOST_KEPT = 1 << 20;

  /** Characters of a text that are written at once; an escaped one takes six bytes. */
  private static final int PIECE = 1_024;

  private static final int PIECE_BYTES = 6 * PIECE;

  /** What an array can have. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final int MOST_DIGITS = 20;
  private static final byte[] HEX = ascii("0123456789ABCDEF");
  private static final byte[] SHORT_ESCAPES = shortEscapes();
  private static final byte[] NULL = ascii("null");
  private static final byte[] SMALLEST = ascii(Long.toString(Long.MIN_VALUE));

  private byte[] bytes = new byte[USUAL_BYTES];
  private int size;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** For each of the first characters: what follows the backslash, or 0. */
  private static byte[] shortEscapes() {
    byte[] escapes = new byte[0x80];
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    return escapes;
  }

  /** Forgets all that was written. */
  JsonBuffer begin() {
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[USUAL_BYTES];
    }
    size = 0;
    return this;
  }

  /** A copy of what was written. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      bytes =
          Arrays.copyOf(
              bytes,
              Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, MOST_BYTES)));
    }
  }

  /** Something that is one byte of JSON. */
  void raw(char one) {
    reserve(1);
    bytes[size++] = (byte) one;
  }

  /** Something that is JSON already. */
  void raw(byte[] json) {
    reserve(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
  }

  /** The literal. */
  void nothing() {
    raw(NULL);
  }

  /** A whole number. */
  void number(long number) {
    if (number == Long.MIN_VALUE) {
      raw(SMALLEST);
      return;
    }
    reserve(MOST_DIGITS);
    long rest = number;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int end = size + digits(rest);
    size = end;
    do {
      long tenth = rest / 10;
      bytes[--end] = (byte) ('0' + rest - tenth * 10);
      rest = tenth;
    } while (rest != 0);
  }

  private static int digits(long positive) {
    int digits = 1;
    for (long bound = 10; digits < MOST_DIGITS - 1 && positive >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  /** A number that Java spells; what JSON has no number for becomes a text. */
  void number(String spelled, boolean isFinite) {
    if (isFinite) {
      raw(ascii(spelled));
    } else {
      text(spelled);
    }
  }

  /** A text; halves of surrogate pairs are escaped, whether the other half is there or not. */
  void text(String text) {
    raw('"');
    for (int from = 0; from < text.length(); from += PIECE) {
      characters(text, from, Math.min(text.length(), from + PIECE));
    }
    raw('"');
  }

  /** As many as there is room for at once. */
  private void characters(String text, int from, int to) {
    reserve(PIECE_BYTES);
    byte[] out = bytes;
    int end = size;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        out[end++] = (byte) c;
      } else if (c < 0x80 || Character.isSurrogate(c)) {
        end = escaped(c, out, end);
      } else if (c < 0x800) {
        out[end++] = (byte) (0xc0 | (c >> 6));
        out[end++] = (byte) (0x80 | (c & 0x3f));
      } else {
        out[end++] = (byte) (0xe0 | (c >> 12));
        out[end++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        out[end++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    size = end;
  }

  private static int escaped(char c, byte[] out, int from) {
    int end = from;
    out[end++] = '\\';
    if (c < SHORT_ESCAPES.length && SHORT_ESCAPES[c] != 0) {
      out[end++] = SHORT_ESCAPES[c];
      return end;
    }
    out[end++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      out[end++] = HEX[(c >> shift) & 0xf];
    }
    return end;
  }
}
