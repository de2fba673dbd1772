/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@code bits(n)}: n characters 0 and 1, the highest bit first. */
public record BitsType(int length) implements Type {

  /** Checks the length. */
  public BitsType {
    if (length < 1) {
      throw new IllegalArgumentException("bits(" + length + ")");
    }
  }

  @Override
  public Kind kind() {
    return Kind.BITS;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Bool bit && length == 1) {
      return new Value.Text(bit.value() ? "1" : "0");
    }
    if (value instanceof Value.Bits bits) {
      return checked(bits.digits());
    }
    if (value instanceof Value.Text text) {
      return checked(text.value());
    }
    throw wrongKind(value);
  }

  private Value checked(String bits) throws Refused {
    if (bits.length() != length || !bits.chars().allMatch(c -> c == '0' || c == '1')) {
      throw new Refused(ValueError.BITS, "not " + length + " bits");
    }
    return new Value.Text(bits);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Text) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return checked(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return "bits(" + length + ")";
  }
}
