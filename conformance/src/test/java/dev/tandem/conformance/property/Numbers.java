/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.conformance.property.Column.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Columns of numbers and of bits. */
final class Numbers {
  private static final Map<String, Integer> WIDTHS =
      Map.of("TINYINT", 8, "SMALLINT", 16, "MEDIUMINT", 24, "INT", 32, "BIGINT", 64);
  private static final List<String> INTEGERS =
      List.of("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT");
  private static final int DYNAMO_DIGITS = 38;

  /** Within 1E-130 and 9.99E125, which DynamoDB can hold. */
  private static final int LOWEST_EXPONENT = -430;

  private static final int HIGHEST_EXPONENT = 417;

  private Numbers() {}

  static Kind integer(Dice dice) {
    if (dice.percent(10)) {
      return truth(dice);
    }
    String name = dice.pick(INTEGERS);
    boolean isUnsigned = dice.percent(40);
    int bits = WIDTHS.getOrDefault(name, 0);
    BigInteger span = BigInteger.ONE.shiftLeft(bits);
    BigInteger least = isUnsigned ? BigInteger.ZERO : span.shiftRight(1).negate();
    BigInteger most = least.add(span).subtract(BigInteger.ONE);
    String width = dice.percent(20) ? "(5)" : ""; // zeros are put before a number up to it
    String attributes = isUnsigned ? dice.pick(" UNSIGNED", " UNSIGNED", width + " ZEROFILL") : "";
    return Kind.of(name + attributes, Form.INTEGER, roll -> integer(roll, least, most)).asKey();
  }

  private static String integer(Dice dice, BigInteger least, BigInteger most) {
    return (switch (dice.between(0, 9)) {
          case 0 -> least;
          case 1 -> most;
          case 2 -> BigInteger.ZERO;
          case 3 -> least.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ONE;
          default -> dice.between(least, most);
        })
        .toString();
  }

  /**
   * Only the mapping can say that it is a truth value, and then others than 0 and 1 are refused.
   */
  private static Kind truth(Dice dice) {
    String sql = dice.pick("TINYINT(1)", "BOOLEAN");
    return dice.percent(50)
        ? Kind.of(sql, Form.INTEGER, roll -> String.valueOf(roll.between(-128, 127))).asKey()
        : Kind.of(sql, Form.TRUTH, roll -> roll.pick("0", "1")).as("boolean", Form.TRUTH);
  }

  static Kind year() {
    return Kind.of(
            "YEAR",
            Form.INTEGER,
            dice -> dice.percent(20) ? "0" : String.valueOf(dice.between(1901, 2155)))
        .asKey();
  }

  static Kind decimal(Dice dice) {
    int precision = dice.percent(20) ? dice.pick(1, 9, 10, 18, 38, 39, 65) : dice.between(1, 65);
    int scale = dice.percent(20) ? 0 : dice.between(0, Math.min(precision, 30));
    boolean isUnsigned = dice.percent(20);
    String sql =
        "DECIMAL("
            + precision
            + ","
            + scale
            + ")"
            + (isUnsigned ? dice.pick(" UNSIGNED", " ZEROFILL") : "");
    Form form = precision > DYNAMO_DIGITS ? Form.WIDE_DECIMAL : Form.DECIMAL;
    return Kind.of(sql, form, roll -> decimal(roll, precision, scale, isUnsigned)).asKey();
  }

  private static String decimal(Dice dice, int precision, int scale, boolean isUnsigned) {
    BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    BigInteger digits =
        switch (dice.between(0, 5)) {
          case 0 -> most;
          case 1 -> BigInteger.ZERO;
          case 2 -> BigInteger.ONE;
          default -> dice.between(BigInteger.ZERO, most);
        };
    boolean isNegative = !isUnsigned && dice.percent(50);
    return (isNegative ? "-" : "") + new BigDecimal(digits, scale).toPlainString();
  }

  static Kind floating(Dice dice) {
    return switch (dice.between(0, 7)) {
      case 0 -> Kind.of("FLOAT(7,4)", Form.FLOAT, roll -> small(roll, 999));
      case 1 -> Kind.of("DOUBLE(10,3)", Form.DOUBLE, roll -> small(roll, 999_999));
      case 2 ->
          Kind.of(
              dice.pick("FLOAT UNSIGNED", "FLOAT ZEROFILL"),
              Form.FLOAT,
              roll -> single(roll).replaceFirst("^-", ""));
      case 3 -> Kind.of("REAL", Form.DOUBLE, Numbers::twofold);
      case 4 -> Kind.of("FLOAT(30)", Form.DOUBLE, Numbers::twofold);
      case 5, 6 -> Kind.of("FLOAT", Form.FLOAT, Numbers::single);
      default -> Kind.of("DOUBLE", Form.DOUBLE, Numbers::twofold);
    };
  }

  private static String small(Dice dice, int most) {
    return Double.toString((dice.mantissa() - 1) * dice.between(-most, most));
  }

  private static String single(Dice dice) {
    if (dice.percent(30)) {
      return dice.pick("0", "-0e0", "0.1", "16777217", "3.402823466e38", "-1.4E-45", "1e6");
    }
    float number = Float.intBitsToFloat((int) dice.bits());
    return Float.isFinite(number) ? Double.toString(number) : "-123456.789";
  }

  private static String twofold(Dice dice) {
    if (dice.percent(30)) {
      return dice.pick("0", "-0e0", "0.1", "9007199254740993", "9.99e125", "-1e-130", "1e15");
    }
    int exponent = dice.percent(50) ? dice.between(-40, 40) : 0;
    int scale = dice.percent(30) ? dice.between(LOWEST_EXPONENT, HIGHEST_EXPONENT) : exponent;
    double number = Math.scalb(dice.mantissa(), scale);
    return Double.toString(dice.percent(50) ? -number : number);
  }

  static Kind bits(Dice dice) {
    int length = dice.percent(30) ? dice.pick(1, 8, 63, 64) : dice.between(1, 64);
    Kind kind =
        Kind.of("BIT(" + length + ")", Form.BITS, roll -> bits(roll, length))
            .ofLength(length)
            .asKey();
    if (length == 1) {
      return new Kind(kind.sql(), "", Form.TRUTH, 0, false, kind.literal());
    } else if (dice.percent(20)) {
      return kind.as("uint64", Form.INTEGER);
    }
    return kind;
  }

  private static String bits(Dice dice, int length) {
    StringBuilder bits = new StringBuilder();
    int style = dice.between(0, 4);
    for (int i = 0; i < length; i++) {
      boolean isSet = style == 0 || (style > 1 && dice.percent(50));
      bits.append(isSet ? '1' : '0');
    }
    return "b'" + bits + "'";
  }
}
