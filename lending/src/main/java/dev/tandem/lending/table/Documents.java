/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.util.List;

/** Bytes and JSON. */
final class Documents {
  private static final List<String> JSON_EDGES =
      List.of(
          "{}",
          "[]",
          "null",
          "true",
          "\"a text alone\"",
          "18446744073709551615",
          "-9223372036854775808",
          "{\"deep\": [[[[[[{\"er\": [null, false, 0]}]]]]]]}",
          "{\"numbers\": [0.1, 1e2, -1.5e-7, 1.0, 9007199254740993]}",
          "{\"Ключ\": \"значение\", \"مفتاح\": \"قيمة\", \"\uD83D\uDD11\": \"\uD83D\uDE80\"}",
          "{\"quote\": \"\\\" \\\\ \\n \\t\", \"date\": \"2024-02-29\", \"id\": \"007\"}");

  private Documents() {}

  /** JSON without empty names and with numbers that every target can hold. */
  static Values json() {
    return draw -> draw.edge() ? draw.pick(JSON_EDGES) : object(draw);
  }

  private static String object(Draw draw) {
    StringBuilder text = new StringBuilder(96).append("{\"id\": ").append(draw.between(1, 1 << 20));
    text.append(", \"score\": ").append(draw.between(-9_999, 9_999) / 100.0);
    text.append(", \"ok\": ").append(draw.chance(0.5));
    if (draw.chance(0.5)) {
      text.append(", \"city\": \"").append(draw.pick(Words.CITIES)).append('"');
    }
    if (draw.chance(0.3)) {
      text.append(", \"items\": [1, {\"n\": null}, \"").append(draw.letters(6)).append("\"]");
    }
    return text.append('}').toString();
  }

  /** Up to so many bytes, zeros at both ends among them. */
  static Values bytes(int most) {
    return Values.ofBytes(
        draw -> {
          if (!draw.edge()) {
            return draw.bytes((int) draw.between(1, Math.min(most, 32)));
          }
          return draw.chance(0.5) ? new byte[(int) draw.between(0, 4)] : draw.bytes(most);
        });
  }

  /** Sixteen bytes that are a random UUID. */
  static Values uuid() {
    return Values.ofBytes(
        draw -> {
          byte[] bytes = draw.bytes(16);
          bytes[6] = (byte) ((bytes[6] & 0x0F) | 0x40);
          bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
          return bytes;
        });
  }

  /** An IPv4 or IPv6 address. */
  static Values address() {
    return Values.ofBytes(draw -> draw.bytes(draw.chance(0.7) ? 4 : 16));
  }
}
