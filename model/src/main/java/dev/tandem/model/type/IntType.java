/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** {@code int16}, {@code int32}, {@code int64}. */
public record IntType(int bits) implements Type {

  /** Checks the width. */
  public IntType {
    if (bits != 16 && bits != 32 && bits != 64) {
      throw new IllegalArgumentException("int" + bits);
    }
  }

  @Override
  public Kind kind() {
    return Kind.INT;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Int number) {
      return checked(number);
    }
    BigDecimal number = Numbers.of(value, ValueError.NOT_INTEGER);
    if (number == null) {
      throw wrongKind(value);
    }
    return checked(whole(number));
  }

  private Value checked(Value.Int number) throws Refused {
    long limit = bits == 64 ? Long.MAX_VALUE : (1L << (bits - 1)) - 1;
    if (number.value() > limit || number.value() < -limit - 1) {
      throw new Refused(ValueError.INT_RANGE, "outside " + this);
    }
    return number;
  }

  private Value.Int whole(BigDecimal number) throws Refused {
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
      throw new Refused(ValueError.NOT_INTEGER, "a fraction in " + this);
    }
    try {
      return new Value.Int(number.longValueExact());
    } catch (ArithmeticException e) {
      ValueError error =
          bits == 64 && number.signum() > 0 ? ValueError.UINT_DECLARED_INT : ValueError.INT_RANGE;
      throw new Refused(error, "outside " + this);
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeNumber(((Value.Int) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    Tokens.expect(JsonToken.VALUE_NUMBER_INT, in, this);
    return checked(new Value.Int(in.getLongValue()));
  }

  @Override
  public String toString() {
    return "int" + bits;
  }
}
