/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Parts a text into tokens, and leaves out blanks and comments. */
final class Tokenizer {
  private static final Set<String> TWO_CHARACTERS = Set.of("<>", "<=", ">=", "!=", "!<", "!>");
  private static final String ONE_CHARACTER = "()[],.;=<>+-*/%";

  private final String text;
  private int position;

  private Tokenizer(String text) {
    this.text = text;
  }

  /**
   * All tokens, the last of kind END.
   *
   * @throws SqlServerError 102 or 105
   */
  static List<Token> tokens(String text) {
    Tokenizer tokenizer = new Tokenizer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(tokenizer.next());
    } while (!tokens.get(tokens.size() - 1).is(Token.Kind.END));
    return tokens;
  }

  private Token next() {
    skipBlanks();
    if (position == text.length()) {
      return new Token(Token.Kind.END, "");
    }
    char first = text.charAt(position);
    if ((first == 'N' || first == 'n') && peek(1) == '\'') {
      position++;
      return new Token(Token.Kind.NATIONAL_STRING, quoted('\''));
    }
    return switch (first) {
      case '\'' -> new Token(Token.Kind.STRING, quoted('\''));
      case '[' -> new Token(Token.Kind.NAME, quoted(']'));
      case '"' -> new Token(Token.Kind.NAME, quoted('"'));
      case '@' -> new Token(Token.Kind.VARIABLE, run(c -> c == '@' || isNamePart(c)));
      default -> unquoted(first);
    };
  }

  private Token unquoted(char first) {
    if (first == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      position += 2;
      return new Token(Token.Kind.BINARY, run(c -> Character.digit(c, 16) >= 0));
    }
    if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
      return new Token(Token.Kind.NUMBER, number());
    }
    return isNamePart(first) ? new Token(Token.Kind.WORD, run(Tokenizer::isNamePart)) : symbol();
  }

  private Token symbol() {
    int end = Math.min(text.length(), position + 2);
    String two = text.substring(position, end);
    String symbol = TWO_CHARACTERS.contains(two) ? two : two.substring(0, 1);
    if (symbol.length() == 1 && ONE_CHARACTER.indexOf(symbol.charAt(0)) < 0) {
      throw SqlServerError.notImitated(
          SqlServerError.SYNTAX, "Incorrect syntax near '" + symbol + "'.");
    }
    position += symbol.length();
    return new Token(Token.Kind.SYMBOL, symbol);
  }

  private String number() {
    int start = position;
    run(Tokenizer::isDigit);
    if (peek(0) == '.') {
      position++;
      run(Tokenizer::isDigit);
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      if (isDigit(peek(sign))) {
        position += sign;
        run(Tokenizer::isDigit);
      }
    }
    return text.substring(start, position);
  }

  private String run(IntPredicate part) {
    int start = position;
    while (position < text.length() && part.test(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /** What is in quotes, doubled ones being meant as one. */
  private String quoted(char close) {
    StringBuilder inside = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position);
      position++;
      if (c != close) {
        inside.append(c);
      } else if (peek(0) == close) {
        inside.append(c);
        position++;
      } else {
        return inside.toString();
      }
    }
    throw new SqlServerError(105, "Unclosed quotation mark after the character string.");
  }

  private void skipBlanks() {
    int before;
    do {
      before = position;
      run(Character::isWhitespace);
      if (peek(0) == '-' && peek(1) == '-') {
        run(c -> c != '\n');
      } else if (peek(0) == '/' && peek(1) == '*') {
        int end = text.indexOf("*/", position + 2);
        position = end < 0 ? text.length() : end + 2;
      }
    } while (position > before);
  }

  /** A character further on, or 0 behind the end. */
  private char peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
  }
}
