/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/** {@code boolean}: true and false, 0 and 1; any other number is refused, never guessed. */
public record BooleanType() implements Type {

  @Override
  public Kind kind() {
    return Kind.BOOLEAN;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Bool) {
      return value;
    }
    if (value instanceof Value.Int number) {
      return ofDigit(Long.toString(number.value()));
    }
    if (value instanceof Value.Bits bits) {
      return ofDigit(bits.number().toPlainString());
    }
    if (value instanceof Value.Text text) {
      return ofDigit(text.value().toLowerCase(Locale.ROOT));
    }
    throw wrongKind(value);
  }

  private static Value ofDigit(String word) throws Refused {
    return switch (word) {
      case "1", "t", "true" -> new Value.Bool(true);
      case "0", "f", "false" -> new Value.Bool(false);
      default -> throw new Refused(ValueError.BOOL_RANGE, "neither 0 nor 1");
    };
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeBoolean(((Value.Bool) value).value());
  }

  @Override
  public Value read(JsonParser in) throws Refused {
    if (in.currentToken() != JsonToken.VALUE_TRUE) {
      Tokens.expect(JsonToken.VALUE_FALSE, in, this);
    }
    return new Value.Bool(in.currentToken() == JsonToken.VALUE_TRUE);
  }

  @Override
  public String toString() {
    return "boolean";
  }
}
