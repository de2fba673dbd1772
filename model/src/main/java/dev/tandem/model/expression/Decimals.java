/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionOverload;
import dev.tandem.model.expression.Functions.Parameter;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exact numbers in expressions: arithmetic among themselves and with whole numbers is exact, with a
 * floating point literal as exact as it is written. Division and rounding name the digits that they
 * leave.
 */
final class Decimals {
  static final Parameter<Value.Decimal> DECIMAL =
      new Parameter<>(CelTypes.DECIMAL, Value.Decimal.class);
  static final Parameter<Long> INT = new Parameter<>(SimpleType.INT, Long.class);
  static final Parameter<Double> DOUBLE = new Parameter<>(SimpleType.DOUBLE, Double.class);
  static final Parameter<String> STRING = new Parameter<>(SimpleType.STRING, String.class);

  private static final int MOST_DIGITS = 1_000;
  private static final int LARGEST_SCALE = 2_000;

  private Decimals() {}

  static void addTo(Functions functions) {
    conversions(functions);
    CelType decimal = CelTypes.DECIMAL;
    mixed(functions, "_+_", decimal, (a, b) -> limited(exact(a).add(exact(b))));
    mixed(functions, "_-_", decimal, (a, b) -> limited(exact(a).subtract(exact(b))));
    mixed(functions, "_*_", decimal, (a, b) -> limited(multiply(exact(a), exact(b))));
    mixed(functions, "_<_", SimpleType.BOOL, (a, b) -> compare(a, b) < 0);
    mixed(functions, "_<=_", SimpleType.BOOL, (a, b) -> compare(a, b) <= 0);
    mixed(functions, "_>_", SimpleType.BOOL, (a, b) -> compare(a, b) > 0);
    mixed(functions, "_>=_", SimpleType.BOOL, (a, b) -> compare(a, b) >= 0);
    functions.add("-_", CelTypes.DECIMAL, DECIMAL, a -> limited(a.value().negate()));
    functions.add("round", CelTypes.DECIMAL, DECIMAL, INT, (a, scale) -> round(a.value(), scale));
    for (Parameter<?> divisor : List.of(DECIMAL, INT)) {
      functions.add(
          "div",
          false,
          CelTypes.DECIMAL,
          List.of(DECIMAL, divisor, INT),
          arguments -> divide(exact(arguments[0]), exact(arguments[1]), (Long) arguments[2]));
    }
  }

  private static void conversions(Functions functions) {
    functions.add("decimal", CelTypes.DECIMAL, STRING, Decimals::parse);
    functions.add("decimal", CelTypes.DECIMAL, INT, a -> new Value.Decimal(exact(a)));
    functions.add("decimal", CelTypes.DECIMAL, DOUBLE, a -> new Value.Decimal(exact(a)));
    functions.add("decimal", CelTypes.DECIMAL, DECIMAL, a -> a);
    functions.add("string", SimpleType.STRING, DECIMAL, a -> a.value().toPlainString());
    functions.add("double", SimpleType.DOUBLE, DECIMAL, a -> nearest(a.value()));
    functions.add("int", SimpleType.INT, DECIMAL, a -> wholeNumber(a.value()));
  }

  /** An operator among decimals, and between one of them and another number on either side. */
  private static void mixed(
      Functions functions,
      String operator,
      CelType result,
      CelFunctionOverload.Binary<Object, Object> body) {
    functions.add(operator, result, DECIMAL, DECIMAL, (a, b) -> body.apply(a, b));
    functions.add(operator, result, DECIMAL, INT, (a, b) -> body.apply(a, b));
    functions.add(operator, result, INT, DECIMAL, (a, b) -> body.apply(a, b));
    functions.add(operator, result, DECIMAL, DOUBLE, (a, b) -> body.apply(a, b));
    functions.add(operator, result, DOUBLE, DECIMAL, (a, b) -> body.apply(a, b));
  }

  private static int compare(Object a, Object b) {
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal multiply(BigDecimal a, BigDecimal b) {
    if (a.precision() + b.precision() > MOST_DIGITS + 1) {
      throw tooLong();
    }
    return a.multiply(b);
  }

  private static Value.Decimal divide(BigDecimal a, BigDecimal b, long scale) {
    if (b.signum() == 0) {
      throw new Failure("a division by zero");
    }
    return limited(a.divide(b, checkedScale(scale), RoundingMode.HALF_EVEN));
  }

  private static Value.Decimal round(BigDecimal a, long scale) {
    return limited(a.setScale(checkedScale(scale), RoundingMode.HALF_EVEN));
  }

  private static int checkedScale(long scale) {
    if (scale < 0 || scale > MOST_DIGITS) {
      throw new Failure("a scale outside 0 to " + MOST_DIGITS);
    }
    return (int) scale;
  }

  private static Double nearest(BigDecimal a) {
    double nearest = a.doubleValue();
    if (Double.isInfinite(nearest)) {
      throw new Failure("a decimal out of range in double(...)");
    }
    return nearest;
  }

  private static Long wholeNumber(BigDecimal a) {
    try {
      return a.longValueExact();
    } catch (ArithmeticException e) {
      throw new Failure("a decimal with a fraction or beyond 64 bits in int(...)");
    }
  }

  private static Value.Decimal parse(String text) {
    String digits = text.strip();
    if (digits.length() > MOST_DIGITS) {
      throw tooLong();
    }
    try {
      return limited(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      throw new Failure("text that is no number in decimal(...)");
    }
  }

  /** The exact number of a decimal, whole or floating point number that is one. */
  private static BigDecimal exact(Object number) {
    BigDecimal exact = orNull(number);
    if (exact == null) {
      throw new Failure("NaN or infinity where a decimal is needed");
    }
    return exact;
  }

  /** Likewise; null for NaN, the infinities and all that is no number. */
  static @Nullable BigDecimal orNull(Object number) {
    if (number instanceof Value.Decimal decimal) {
      return decimal.value();
    } else if (number instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    } else if (number instanceof UnsignedLong whole) {
      return new BigDecimal(whole.bigIntegerValue());
    } else if (number instanceof Double floating && Double.isFinite(floating)) {
      return BigDecimal.valueOf(floating); // by its shortest text: 0.1 means a tenth
    }
    return null;
  }

  private static Value.Decimal limited(BigDecimal number) {
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > LARGEST_SCALE) {
      throw tooLong();
    }
    return new Value.Decimal(number);
  }

  private static Failure tooLong() {
    return new Failure("a decimal of more than " + MOST_DIGITS + " digits");
  }
}
