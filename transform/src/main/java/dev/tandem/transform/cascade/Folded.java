/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts that some collation of MySQL takes for equal get one spelling. Others may, too: then rows
 * are looked up of which nothing is new.
 */
final class Folded {
  private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{Cf}\\p{Cc}]+");
  private static final Pattern PADDING = Pattern.compile(" +(?=\")");
  private static final int KATAKANA = 0x30A1;
  private static final int LAST_KATAKANA = 0x30F6;
  private static final int TO_HIRAGANA = 0x60;

  private Folded() {}

  /** The spelling of a key in JSON. */
  static String of(String key) {
    if (isPlain(key)) {
      return key; // as most keys are
    }
    String bare = IGNORED.matcher(Normalizer.normalize(key, Normalizer.Form.NFKD)).replaceAll("");
    String lower = bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(lower.length());
    lower.codePoints().forEach(point -> append(point, folded));
    return PADDING.matcher(folded).replaceAll("").replaceAll("ss", "s");
  }

  private static boolean isPlain(String key) {
    return key.chars().noneMatch(c -> Character.isLetter(c) || c == ' ' || c > 0x7F);
  }

  private static void append(int point, StringBuilder folded) {
    switch (point) {
      case 'æ' -> folded.append("ae");
      case 'œ' -> folded.append("oe");
      case 'ø' -> folded.append('o');
      case 'ł' -> folded.append('l');
      case 'đ', 'ð' -> folded.append('d');
      case 'ı' -> folded.append('i');
      default -> {
        if (point >= KATAKANA && point <= LAST_KATAKANA) {
          folded.appendCodePoint(point - TO_HIRAGANA);
        } else {
          folded.appendCodePoint(
              Character.isSupplementaryCodePoint(point) ? 0xFFFD : point); // older collations
        }
      }
    }
  }
}
