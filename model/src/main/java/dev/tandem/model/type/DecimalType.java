/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * {@code decimal(precision,scale)}: exact, in JSON a plain string with exactly {@code scale}
 * decimals; never rounded.
 */
public record DecimalType(int precision, int scale) implements Type {

  /** Checks the digits. */
  public DecimalType {
    if (precision < 1 || precision > 1_000 || scale < 0 || scale > precision) {
      throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
    }
  }

  @Override
  public Kind kind() {
    return Kind.DECIMAL;
  }

  @Override
  public Value accept(Value value) throws Refused {
    BigDecimal number = Numbers.of(value, ValueError.NOT_DECIMAL);
    if (number == null) {
      throw wrongKind(value);
    }
    return checked(number);
  }

  private Value checked(BigDecimal number) throws Refused {
    BigDecimal scaled;
    try {
      scaled = number.scale() == scale ? number : number.setScale(scale);
    } catch (ArithmeticException e) {
      throw new Refused(ValueError.DECIMAL_SCALE, "more than " + scale + " decimals");
    }
    if (scaled.precision() - scaled.scale() > precision - scale && scaled.signum() != 0) {
      throw new Refused(ValueError.DECIMAL_PRECISION, "more digits than " + this);
    }
    return new Value.Decimal(scaled);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Decimal) value).value().toPlainString());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return checked(Numbers.parse(Tokens.string(in, this), ValueError.NOT_DECIMAL));
  }

  @Override
  public String toString() {
    return "decimal(" + precision + "," + scale + ")";
  }
}
