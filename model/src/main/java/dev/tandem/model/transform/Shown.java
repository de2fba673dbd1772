/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

/** A piece of tandem.yaml as a message shows it: quoted, short, and on one line. */
final class Shown {
  private static final int LONGEST = 40;

  private Shown() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints()
        .limit(LONGEST)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    boolean cut = text.codePointCount(0, text.length()) > LONGEST;
    return shown.append(cut ? "..." : "").append('\'').toString();
  }
}
