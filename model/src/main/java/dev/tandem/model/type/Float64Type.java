/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/** {@code float64}: a 64-bit floating point number; NaN and the infinities are strings in JSON. */
public record Float64Type() implements Type {

  @Override
  public Kind kind() {
    return Kind.FLOAT64;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Float64) {
      return value;
    }
    if (value instanceof Value.Float32 number) {
      return new Value.Float64(number.value());
    }
    BigDecimal exact = Numbers.exact(value);
    if (exact != null) {
      return exact(exact);
    }
    throw wrongKind(value);
  }

  private static Value exact(BigDecimal number) throws Refused {
    double wide = number.doubleValue();
    if (!Double.isFinite(wide) || new BigDecimal(wide).compareTo(number) != 0) {
      throw new Refused(ValueError.FLOAT_RANGE, "not exact in 64 bits");
    }
    return new Value.Float64(wide);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    double number = ((Value.Float64) value).value();
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeString(Double.toString(number));
    }
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return new Value.Float64(word(in.getText(), Double::parseDouble));
  }

  static <T> T word(String text, Function<String, T> parse) throws Refused {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new Refused(ValueError.TYPE, "not a floating point number");
    }
  }

  @Override
  public String toString() {
    return "float64";
  }
}
