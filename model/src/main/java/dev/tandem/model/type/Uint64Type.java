/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * {@code uint64}: 0 to 2^64 - 1, in JSON a string because readers of numbers lose digits above
 * 2^53.
 */
public record Uint64Type() implements Type {
  private static final BigDecimal MAX =
      new BigDecimal(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

  @Override
  public Kind kind() {
    return Kind.UINT64;
  }

  @Override
  public Value accept(Value value) throws Refused {
    BigDecimal number = Numbers.of(value, ValueError.NOT_INTEGER);
    if (number == null) {
      throw wrongKind(value);
    }
    return checked(number);
  }

  private static Value checked(BigDecimal number) throws Refused {
    if (number.signum() < 0 || number.compareTo(MAX) > 0) {
      throw new Refused(ValueError.INT_RANGE, "outside uint64");
    }
    try {
      return new Value.Decimal(number.setScale(0));
    } catch (ArithmeticException e) {
      throw new Refused(ValueError.NOT_INTEGER, "a fraction in uint64");
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Decimal) value).value().toPlainString());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return checked(Numbers.parse(Tokens.string(in, this), ValueError.NOT_INTEGER));
  }

  @Override
  public String toString() {
    return "uint64";
  }
}
