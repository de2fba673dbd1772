/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

/**
 * A piece of a statement.
 *
 * @param text without quotes and brackets
 */
record Token(Kind kind, String text) {
  enum Kind {
    /** A name or keyword as it stands. */
    WORD,
    /** A name in brackets or double quotes, never a keyword. */
    NAME,
    STRING,
    /** A string with N before it. */
    NATIONAL_STRING,
    NUMBER,
    /** The digits behind 0x. */
    BINARY,
    /** With its @ or @@. */
    VARIABLE,
    SYMBOL,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }
}
