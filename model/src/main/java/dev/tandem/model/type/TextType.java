/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * {@code string(n)} of at most n characters (code points), and {@code text} without a limit.
 *
 * @param length the most characters, or {@link #UNLIMITED}
 */
public record TextType(int length) implements Type {
  /** The length of {@code text}. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final char REPLACEMENT = '\uFFFD';

  /** Checks the length. */
  public TextType {
    if (length < 1) {
      throw new IllegalArgumentException("string(" + length + ")");
    }
  }

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Text text) {
      check(text.value());
      return value;
    }
    if (value instanceof Value.Bits bits) {
      return accept(new Value.Text(bits.digits()));
    }
    if (value instanceof Value.Int number) {
      return accept(new Value.Text(Long.toString(number.value())));
    }
    if (value instanceof Value.Decimal number) {
      return accept(new Value.Text(number.value().toPlainString()));
    }
    throw wrongKind(value);
  }

  private void check(String text) throws Refused {
    checkCharacters(text);
    if (text.length() > length && text.codePointCount(0, text.length()) > length) {
      throw new Refused(ValueError.LENGTH, "more than " + length + " characters");
    }
  }

  private static void checkCharacters(String text) throws Refused {
    int replaced = text.indexOf(REPLACEMENT);
    if (replaced >= 0) {
      throw new Refused(ValueError.REPLACEMENT_CHAR, "U+FFFD at character " + replaced);
    }
    checkSurrogates(text);
  }

  static void checkSurrogates(String text) throws Refused {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new Refused(ValueError.SURROGATE, "at character " + i);
        }
        i++;
      }
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Text) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return new Value.Text(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return length == UNLIMITED ? "text" : "string(" + length + ")";
  }
}
