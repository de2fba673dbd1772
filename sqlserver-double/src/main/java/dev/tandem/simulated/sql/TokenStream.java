/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Tokens, read from left to right. */
final class TokenStream {
  /** Deeper than any client's statement, and far from the end of the stack. */
  private static final int DEEPEST = 400;

  private final List<Token> tokens;
  private int position;
  private int depth;

  TokenStream(String text) {
    this.tokens = Tokenizer.tokens(text);
  }

  Token peek() {
    return tokens.get(position);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(position + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    if (!token.is(Token.Kind.END)) {
      position++;
    }
    return token;
  }

  /** Runs a rule that may contain itself. */
  <T> T nested(Supplier<T> rule) {
    depth++;
    if (depth > DEEPEST) {
      throw SqlServerError.notImitated(191, "Some part of the statement is nested too deeply.");
    }
    T result = rule.get();
    depth--;
    return result;
  }

  boolean atEnd() {
    return peek().is(Token.Kind.END);
  }

  /** Whether these words come next. */
  boolean sees(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).isWord(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Reads these words if they come next. */
  boolean accept(String... words) {
    boolean seen = sees(words);
    if (seen) {
      position += words.length;
    }
    return seen;
  }

  boolean acceptSymbol(String symbol) {
    boolean seen = peek().isSymbol(symbol);
    if (seen) {
      position++;
    }
    return seen;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected();
      }
    }
  }

  void expectSymbol(String symbol) {
    if (!acceptSymbol(symbol)) {
      throw unexpected();
    }
  }

  String expectVariable() {
    if (!peek().is(Token.Kind.VARIABLE)) {
      throw unexpected();
    }
    return next().text();
  }

  boolean seesName() {
    return peek().is(Token.Kind.WORD) || peek().is(Token.Kind.NAME);
  }

  String name() {
    if (!seesName()) {
      throw unexpected();
    }
    return next().text();
  }

  /** A name with dots in it; a part that is left out is empty. */
  List<String> qualifiedName() {
    List<String> parts = new ArrayList<>(List.of(name()));
    while (acceptSymbol(".")) {
      parts.add(peek().isSymbol(".") ? "" : name());
    }
    return parts;
  }

  SqlType type() {
    StringBuilder declaration = new StringBuilder(name().toLowerCase(Locale.ROOT));
    if (acceptSymbol("(")) {
      declaration.append('(').append(next().text());
      if (acceptSymbol(",")) {
        declaration.append(',').append(next().text());
      }
      expectSymbol(")");
      declaration.append(')');
    }
    return SqlType.parse(declaration.toString());
  }

  SqlServerError unexpected() {
    return SqlServerError.notImitated(
        SqlServerError.SYNTAX, "Incorrect syntax near '" + peek().text() + "'.");
  }
}
