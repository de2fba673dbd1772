/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import java.util.Locale;
import java.util.Set;

/** What the log's reader makes of MySQL's character sets. */
public final class Charsets {
  /** The reader takes another for each of them without a word: Java has most of them not at all. */
  private static final Set<String> MISREAD =
      Set.of("armscii8", "dec8", "eucjpms", "geostd8", "hp8", "keybcs2", "koi8u", "swe7");

  private Charsets() {}

  /** Whether text of that character set would arrive as other characters than MySQL's. */
  public static boolean isMisread(String charset) {
    return MISREAD.contains(charset.toLowerCase(Locale.ROOT));
  }
}
