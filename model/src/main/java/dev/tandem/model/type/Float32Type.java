/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * {@code float32}: a 32-bit floating point number; a wider number is refused unless it is one
 * exactly.
 */
public record Float32Type() implements Type {
  private static final Float64Type WIDE = new Float64Type();

  @Override
  public Kind kind() {
    return Kind.FLOAT32;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Float32) {
      return value;
    }
    if (value instanceof Value.Float64 number) {
      return exact(number.value());
    }
    if (Numbers.exact(value) != null) {
      return exact(((Value.Float64) WIDE.accept(value)).value());
    }
    throw wrongKind(value);
  }

  private static Value exact(double number) throws Refused {
    float narrow = (float) number;
    if (Double.compare(narrow, number) != 0 && number != 0) {
      throw new Refused(ValueError.FLOAT_RANGE, "not exact in 32 bits");
    }
    return new Value.Float32(narrow);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    float number = ((Value.Float32) value).value();
    if (Float.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeString(Float.toString(number));
    }
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return new Value.Float32(Float64Type.word(in.getText(), Float::parseFloat));
  }

  @Override
  public String toString() {
    return "float32";
  }
}
