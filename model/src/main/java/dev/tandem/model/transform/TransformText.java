/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import dev.tandem.model.transform.Arguments.Argument;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code name} or {@code name(argument, 'an argument')}. It runs once through the text and
 * never into itself, so that no text can be slow or deep.
 */
final class TransformText {
  private static final int LONGEST = 20_000;
  private static final String QUOTES = "'\"";
  private static final String SPECIAL = "(),\\" + QUOTES;

  private final String text;
  private int at;

  private TransformText(String text) {
    this.text = text;
  }

  /** The name and the arguments, neither of them checked yet. */
  record Call(String name, List<Argument> arguments) {}

  static Call parse(String text) throws MalformedTransform {
    if (text.length() > LONGEST) {
      throw new MalformedTransform(
          "a transform of " + text.length() + " characters is too long to be one",
          "write at most " + LONGEST + " characters");
    }
    return new TransformText(text.strip()).call();
  }

  private Call call() throws MalformedTransform {
    String name = name();
    skipBlanks();
    if (atEnd()) {
      return new Call(name, List.of());
    }
    if (text.charAt(at) != '(') {
      throw malformed(
          "after the name " + Shown.of(name) + " stands " + Shown.of(text.substring(at)),
          "write one transform only, and several as a list: [trim, lowercase]");
    }
    at++;
    List<Argument> arguments = arguments();
    if (!atEnd()) {
      throw malformed(
          "after the closing parenthesis stands " + Shown.of(text.substring(at)),
          "write one transform only, and several as a list: [trim, lowercase]");
    }
    return new Call(name, arguments);
  }

  private String name() throws MalformedTransform {
    int start = at;
    while (!atEnd() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw malformed(
          text.isEmpty()
              ? "no transform is written"
              : Shown.of(text) + " does not begin with the name of a transform",
          "write a name, or a name with arguments: trim, substring(0, 10)");
    }
    return text.substring(start, at);
  }

  /** Large letters too, so that {@code Trim} is an unknown name and not a riddle. */
  private static boolean isNameCharacter(char c) {
    return c == '_' || c == '-' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  private List<Argument> arguments() throws MalformedTransform {
    List<Argument> arguments = new ArrayList<>();
    skipBlanks();
    if (!atEnd() && text.charAt(at) == ')') {
      at++;
      return arguments;
    }
    while (true) {
      skipBlanks();
      arguments.add(argument());
      skipBlanks();
      if (atEnd()) {
        throw unclosed();
      }
      char c = text.charAt(at);
      at++;
      if (c == ')') {
        return arguments;
      }
      if (c != ',') {
        at--;
        throw misplaced();
      }
    }
  }

  private Argument argument() throws MalformedTransform {
    if (atEnd()) {
      throw unclosed();
    }
    int start = at;
    boolean quoted = isQuote();
    StringBuilder value = new StringBuilder();
    part(value);
    int equals = quoted ? -1 : value.indexOf("=");
    if (quoted && !atEnd() && text.charAt(at) == '=') {
      equals = value.length();
      part(value);
    }
    if (!atEnd() && isQuote() && text.charAt(at - 1) == '=') {
      part(value);
    }
    if (at == start) {
      throw malformed("an argument is missing", "write '' for an empty one");
    }
    return new Argument(value.toString(), quoted, equals);
  }

  /** Up to the closing quote, or to what ends a bare word. */
  private void part(StringBuilder value) throws MalformedTransform {
    if (isQuote()) {
      quoted(value);
      return;
    }
    while (!atEnd() && SPECIAL.indexOf(text.charAt(at)) < 0 && !isBlank(text.charAt(at))) {
      value.append(text.charAt(at));
      at++;
    }
  }

  private void quoted(StringBuilder value) throws MalformedTransform {
    char quote = text.charAt(at);
    at++;
    while (!atEnd() && text.charAt(at) != quote) {
      value.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
      at++;
    }
    if (atEnd()) {
      throw malformed("a quoted argument has no end", "close it with " + quote);
    }
    at++;
  }

  private char escaped() throws MalformedTransform {
    at++;
    if (atEnd() || (text.charAt(at) != '\\' && !isQuote())) {
      throw malformed(
          "a backslash stands before a character that needs none",
          "write \\\\ for a backslash, and \\' or \\\" for a quote");
    }
    return text.charAt(at);
  }

  private MalformedTransform misplaced() {
    if (text.charAt(at) == '(') {
      return malformed(
          "a transform cannot stand inside another",
          "write them as a list, [trim, lowercase], or put the parenthesis into quotes");
    }
    return malformed(
        "before " + Shown.of(text.substring(at)) + " neither a comma nor the end is in sight",
        "put an argument that holds blanks, quotes, parentheses or backslashes into quotes");
  }

  private MalformedTransform unclosed() {
    return malformed("the closing parenthesis is missing", "write ) at the end");
  }

  private static MalformedTransform malformed(String what, String suggestion) {
    return new MalformedTransform(what, suggestion);
  }

  private boolean isQuote() {
    return QUOTES.indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isBlank(char c) {
    return Blanks.isBlank(c);
  }

  private void skipBlanks() {
    while (!atEnd() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }
}
