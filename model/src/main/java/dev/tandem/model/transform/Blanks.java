/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

/** What is blank: Unicode's property White_Space, which no method of the JDK knows as such. */
final class Blanks {
  private static final char NEXT_LINE = 0x85;

  private Blanks() {}

  /** Every blank is a single UTF-16 unit. */
  static boolean isBlank(char c) {
    return (c >= '\t' && c <= '\r') || c == NEXT_LINE || Character.isSpaceChar(c);
  }

  static String trim(String text, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (end && to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  static String collapse(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        gap = collapsed.length() > 0;
        continue;
      }
      collapsed.append(gap ? " " : "").append(c);
      gap = false;
    }
    return collapsed.toString();
  }
}
