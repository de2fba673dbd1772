/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import dev.tandem.simulated.value.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BinaryOperator;

/** {@code + - * / %}, and {@code +} between texts. */
final class Arithmetics {
  private static final int PRECISION = 38;
  private static final int LEAST_QUOTIENT_SCALE = 6;
  private static final int LONGEST_TEXT = 4_000;

  private Arithmetics() {}

  static Term bind(String operator, Term left, Term right) {
    if (left.type().kind().isText() && right.type().kind().isText()) {
      return concatenation(operator, left, right);
    }
    SqlType type = type(operator, left.type(), right.type());
    BinaryOperator<Number> operation = operation(operator, type);
    return new Term(
        type,
        row -> {
          Object one = left.value(row);
          Object other = right.value(row);
          return one == null || other == null
              ? null
              : operation.apply(Values.number(one), Values.number(other));
        });
  }

  private static Term concatenation(String operator, Term left, Term right) {
    if (!operator.equals("+")) {
      throw new SqlServerError(
          403, "Invalid operator for data type. Operator equals " + operator + ", type is text.");
    }
    boolean max = left.type().isMax() || right.type().isMax();
    SqlType type = SqlType.nvarchar(max ? SqlType.MAX : LONGEST_TEXT);
    return new Term(
        type,
        row -> {
          Object one = left.value(row);
          Object other = right.value(row);
          return one == null || other == null ? null : one.toString() + other;
        });
  }

  private static SqlType type(String operator, SqlType left, SqlType right) {
    if (isFloating(left) || isFloating(right)) {
      return SqlType.FLOAT;
    }
    if (isWhole(left) && isWhole(right)) {
      boolean big = left.kind() == Kind.BIGINT || right.kind() == Kind.BIGINT;
      return big ? SqlType.BIGINT : SqlType.INT;
    }
    int most = Math.max(scale(left), scale(right));
    return switch (operator) {
      case "*" -> SqlType.numeric(PRECISION, Math.min(PRECISION, scale(left) + scale(right)));
      case "/" -> SqlType.numeric(PRECISION, Math.max(LEAST_QUOTIENT_SCALE, most));
      default -> SqlType.numeric(PRECISION, most);
    };
  }

  private static boolean isFloating(SqlType type) {
    return type.kind() == Kind.REAL || type.kind() == Kind.FLOAT;
  }

  private static boolean isWhole(SqlType type) {
    return type.kind().isInteger() || type.kind() == Kind.BIT;
  }

  private static int scale(SqlType type) {
    boolean money = type.kind() == Kind.MONEY || type.kind() == Kind.SMALLMONEY;
    return money ? 4 : type.scale();
  }

  private static BinaryOperator<Number> operation(String operator, SqlType type) {
    if (type.equals(SqlType.FLOAT)) {
      return (left, right) -> floating(operator, left.doubleValue(), right.doubleValue());
    }
    if (type.kind().isInteger()) {
      return (left, right) -> inRange(type, whole(operator, left.longValue(), right.longValue()));
    }
    return (left, right) -> inRange(type, exact(operator, Values.exact(left), Values.exact(right)));
  }

  private static Number inRange(SqlType type, Number result) {
    return (Number) Coercion.required(type, result);
  }

  private static double floating(String operator, double left, double right) {
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> {
        requireDivisor(right != 0);
        yield left / right;
      }
      default ->
          throw new SqlServerError(402, "The data types float and float are incompatible with %.");
    };
  }

  private static BigDecimal whole(String operator, long left, long right) {
    BigDecimal one = BigDecimal.valueOf(left);
    BigDecimal other = BigDecimal.valueOf(right);
    if (!operator.equals("/")) {
      return exact(operator, one, other);
    }
    requireDivisor(right != 0);
    return one.divideToIntegralValue(other);
  }

  private static BigDecimal exact(String operator, BigDecimal left, BigDecimal right) {
    return switch (operator) {
      case "+" -> left.add(right);
      case "-" -> left.subtract(right);
      case "*" -> left.multiply(right);
      case "/" -> {
        requireDivisor(right.signum() != 0);
        yield left.divide(right, new MathContext(2 * PRECISION));
      }
      default -> {
        requireDivisor(right.signum() != 0);
        yield left.remainder(right);
      }
    };
  }

  private static void requireDivisor(boolean there) {
    if (!there) {
      throw new SqlServerError(8134, "Divide by zero error encountered.");
    }
  }
}
