/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import java.util.ArrayList;
import java.util.List;

/** The labels of an ENUM or SET out of its type as the catalogue spells it. */
final class Labels {
  private Labels() {}

  /** Reads {@code enum('a','it''s','b\\c')}. */
  static List<String> parse(String columnType) {
    List<String> labels = new ArrayList<>();
    StringBuilder label = new StringBuilder();
    boolean inside = false;
    for (int i = columnType.indexOf('(') + 1; i < columnType.length(); i++) {
      char c = columnType.charAt(i);
      boolean more = i + 1 < columnType.length();
      if (!inside) {
        inside = c == '\'';
      } else if (c == '\'' && more && columnType.charAt(i + 1) == '\'') {
        label.append('\'');
        i++;
      } else if (c == '\'') {
        labels.add(label.toString());
        label.setLength(0);
        inside = false;
      } else if (c == '\\' && more) {
        i++;
        label.append(unescape(columnType.charAt(i)));
      } else {
        label.append(c);
      }
    }
    return labels;
  }

  private static char unescape(char escaped) {
    return switch (escaped) {
      case '0' -> '\0';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> escaped;
    };
  }
}
