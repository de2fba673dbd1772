/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Numbers and bits. */
final class Numbers {
  /** Decimals, because the driver binds a BigInteger as a signed number. */
  private static final List<BigDecimal> UNSIGNED_EDGES =
      List.of(
          BigDecimal.ZERO,
          new BigDecimal("18446744073709551615"),
          new BigDecimal("9223372036854775808"),
          new BigDecimal("9223372036854775807"),
          new BigDecimal("9007199254740993"));

  private static final List<Double> FLOAT_EDGES =
      List.of(
          0.0,
          (double) Float.MAX_VALUE,
          (double) -Float.MAX_VALUE,
          (double) Float.MIN_NORMAL,
          (double) 0.1f,
          16_777_216.0,
          (double) 123_456.79f);

  private static final List<Double> DOUBLE_EDGES =
      List.of(
          0.0,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.MIN_NORMAL,
          0.1,
          1.0 / 3,
          9_007_199_254_740_992.0,
          Math.nextUp(1.0));

  /** Within what a number of DynamoDB can hold: 1E-130 to 9.99E125. */
  private static final List<Double> MODEST_DOUBLE_EDGES =
      List.of(0.0, 9.9e125, -9.9e125, 1.0e-129, 0.1, 1.0 / 3, 9_007_199_254_740_992.0);

  private Numbers() {}

  /** Whole numbers; the edges are those of the type. */
  static Values whole(long low, long high, long least, long most) {
    List<Long> edges = List.of(least, most, low);
    return draw -> draw.edge() ? draw.pick(edges) : draw.between(low, high);
  }

  static Values unsignedLong() {
    return draw ->
        draw.edge() ? draw.pick(UNSIGNED_EDGES) : BigDecimal.valueOf(draw.between(1, 1L << 50));
  }

  /** DECIMAL(precision, scale) of ordinary size; the edges have all digits. */
  static Values decimal(int precision, int scale, long low, long high) {
    BigDecimal most = new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
    List<BigDecimal> edges =
        List.of(
            most,
            most.negate(),
            BigDecimal.ZERO.setScale(scale),
            new BigDecimal(BigInteger.ONE, scale));
    int digits = Math.min(scale, 15);
    long unit = (long) Math.pow(10, digits);
    return draw ->
        draw.edge()
            ? draw.pick(edges)
            : BigDecimal.valueOf(draw.between(low, high))
                .add(BigDecimal.valueOf(draw.between(0, unit - 1), digits));
  }

  /** Bound as doubles that a FLOAT holds exactly: a shorter text would name another number. */
  static Values floats(double low, double high) {
    return draw ->
        draw.edge()
            ? draw.pick(FLOAT_EDGES)
            : (Object) (double) (float) (low + draw.fraction() * (high - low));
  }

  static Values doubles(double low, double high) {
    return draw ->
        draw.edge() ? draw.pick(DOUBLE_EDGES) : (Object) (low + draw.fraction() * (high - low));
  }

  static Values modestDoubles(double low, double high) {
    return draw ->
        draw.edge()
            ? draw.pick(MODEST_DOUBLE_EDGES)
            : (Object) (low + draw.fraction() * (high - low));
  }

  /** 0 or 1, of TINYINT(1) and BIT(1). */
  static Values flag(int percent) {
    return draw -> draw.chance(percent / 100.0) ? 1L : 0L;
  }

  /** BIT(8). */
  static Values bits() {
    List<Long> edges = List.of(0L, 255L, 128L, 1L);
    return draw -> draw.edge() ? draw.pick(edges) : draw.between(0, 255);
  }
}
