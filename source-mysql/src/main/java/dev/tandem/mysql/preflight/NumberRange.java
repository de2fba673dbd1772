/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The numbers that an exact numeric column can hold.
 *
 * @param least the least one without its fraction
 * @param most the greatest one without its fraction
 * @param scale digits after the point
 */
record NumberRange(BigInteger least, BigInteger most, int scale) {
  private static final int LAST_YEAR = 2155;

  /** The range, or empty for a column of another kind. */
  static Optional<NumberRange> of(SourceColumn column) {
    boolean unsigned = column.typeName().endsWith(" UNSIGNED");
    return switch (column.typeName().replace(" UNSIGNED", "")) {
      case "TINYINT" -> Optional.of(whole(8, unsigned));
      case "SMALLINT" -> Optional.of(whole(16, unsigned));
      case "MEDIUMINT" -> Optional.of(whole(24, unsigned));
      case "INT" -> Optional.of(whole(32, unsigned));
      case "BIGINT" -> Optional.of(whole(64, unsigned));
      case "YEAR" ->
          Optional.of(new NumberRange(BigInteger.ZERO, BigInteger.valueOf(LAST_YEAR), 0));
      case "DECIMAL" -> Optional.of(decimal(column, unsigned));
      default -> Optional.empty();
    };
  }

  /** The numbers that so many bits spell. */
  static NumberRange ofBits(int bits) {
    return whole(bits, true);
  }

  private static NumberRange whole(int bits, boolean unsigned) {
    BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
    return unsigned
        ? new NumberRange(BigInteger.ZERO, half.shiftLeft(1).subtract(BigInteger.ONE), 0)
        : new NumberRange(half.negate(), half.subtract(BigInteger.ONE), 0);
  }

  private static NumberRange decimal(SourceColumn column, boolean unsigned) {
    BigInteger most = BigInteger.TEN.pow(column.length() - column.scale()).subtract(BigInteger.ONE);
    return new NumberRange(unsigned ? BigInteger.ZERO : most.negate(), most, column.scale());
  }

  /** The number farthest from zero. */
  BigInteger largest() {
    return most.max(least.negate());
  }

  /** How many characters the longest number takes. */
  int characters() {
    int digits = Math.max(least.toString().length(), most.toString().length());
    return scale == 0 ? digits : digits + 1 + scale;
  }
}
