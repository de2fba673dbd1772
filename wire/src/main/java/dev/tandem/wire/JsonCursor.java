/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A place in JSON, and the values without structure that may come next there. */
abstract class JsonCursor {
  private static final char REPLACEMENT = '\uFFFD';

  /** As many digits fit a long, whatever they are. */
  private static final int SURE_DIGITS = 18;

  final byte[] json;
  int at;

  JsonCursor(byte[] json) {
    this.json = json;
  }

  /** The text of the string that comes next, which may hold a lone surrogate by an escape. */
  final String string() throws MalformedJson {
    skipBlanks();
    expect('"');
    int start = at;
    at = plainEnd(start);
    if (peek() == '"') {
      at++;
      return new String(json, start, at - 1 - start, StandardCharsets.ISO_8859_1);
    }
    return stringFrom(start);
  }

  /** The end of the printable ASCII that stands for itself. */
  private int plainEnd(int start) {
    byte[] bytes = json;
    int end = start;
    while (end < bytes.length && bytes[end] >= ' ' && bytes[end] != '"' && bytes[end] != '\\') {
      end++;
    }
    return end;
  }

  private String stringFrom(int start) throws MalformedJson {
    StringBuilder text = new StringBuilder();
    int literal = start;
    while (peek() != '"') {
      if (peek() == '\\') {
        text.append(utf8(literal, at));
        text.append(escaped());
        literal = at;
      } else {
        checkCharacter();
        at++;
      }
    }
    String rest = utf8(literal, at);
    at++;
    return text.isEmpty() ? rest : text.append(rest).toString();
  }

  /** A control character must be escaped; past the end there is a NUL, too. */
  private void checkCharacter() throws MalformedJson {
    if (peek() >= 0 && peek() < ' ') {
      throw malformed();
    }
  }

  private char escaped() throws MalformedJson {
    at++;
    byte letter = peek();
    at++;
    return switch (letter) {
      case '"', '\\', '/' -> (char) letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw malformed();
    };
  }

  private char hex() throws MalformedJson {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw malformed();
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  /** The platform's quick decoder replaces what is no UTF-8: then the slow one tells. */
  private String utf8(int start, int end) throws MalformedJson {
    String text = new String(json, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(json, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJson(start);
    }
  }

  /**
   * The whole number that comes next.
   *
   * @throws NumberFormatException when it has a fraction or an exponent, or more than 64 bits
   */
  final long integer() throws MalformedJson {
    skipBlanks();
    int start = at;
    skipNumber();
    if (at - start > SURE_DIGITS || !isDigit(json[start])) {
      return Long.parseLong(ascii(start));
    }
    long number = 0;
    for (int i = start; i < at; i++) {
      if (!isDigit(json[i])) {
        throw new NumberFormatException("not a whole number");
      }
      number = number * 10 + (json[i] - '0');
    }
    return number;
  }

  /** The number that comes next, as it is spelled. */
  final String number() throws MalformedJson {
    skipBlanks();
    int start = at;
    skipNumber();
    return ascii(start);
  }

  private String ascii(int start) {
    return new String(json, start, at - start, StandardCharsets.ISO_8859_1);
  }

  final void skipNumber() throws MalformedJson {
    skipIf('-');
    if (!skipIf('0')) {
      skipDigits();
    }
    if (skipIf('.')) {
      skipDigits();
    }
    if (skipIf('e') || skipIf('E')) {
      if (!skipIf('-')) {
        skipIf('+');
      }
      skipDigits();
    }
  }

  private void skipDigits() throws MalformedJson {
    byte[] bytes = json;
    int end = at;
    while (end < bytes.length && isDigit(bytes[end])) {
      end++;
    }
    if (end == at) {
      throw malformed();
    }
    at = end;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  final boolean skipIf(char c) {
    boolean there = peek() == c;
    if (there) {
      at++;
    }
    return there;
  }

  /** The truth value that comes next. */
  final boolean bool() throws MalformedJson {
    skipBlanks();
    boolean value = peek() == 't';
    skipWord(value ? "true" : "false");
    return value;
  }

  final void skipWord(String word) throws MalformedJson {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  final void skipString() throws MalformedJson {
    expect('"');
    at = plainEnd(at);
    while (!skipIf('"')) {
      if (peek() == '\\') {
        escaped();
      } else {
        checkCharacter();
        at++;
      }
      at = plainEnd(at);
    }
  }

  final void skipBlanks() {
    while (at < json.length && isBlank(json[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
  }

  final void expect(char c) throws MalformedJson {
    if (peek() != c) {
      throw malformed();
    }
    at++;
  }

  /** The next byte; past the end NUL, which JSON has nowhere. */
  final byte peek() {
    return at < json.length ? json[at] : 0;
  }

  final MalformedJson malformed() {
    return new MalformedJson(at);
  }
}
