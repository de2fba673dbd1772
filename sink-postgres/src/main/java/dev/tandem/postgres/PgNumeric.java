/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * {@code numeric} as PostgreSQL sends and receives it: digits in base 10,000, the first of them
 * worth 10,000 to the power of the weight ({@code numeric_recv} in its source).
 */
final class PgNumeric {
  private static final int BASE = 10_000;
  private static final int DIGITS = 4;
  private static final int NEGATIVE = 0x4000;

  /** What one digit of the base can still be put in front of without leaving 63 bits. */
  private static final long SMALL = Long.MAX_VALUE / BASE;

  private PgNumeric() {}

  static void write(BigDecimal number, PgBytes out) {
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    int padding = Math.floorMod(-plain.scale(), DIGITS);
    int fraction = (plain.scale() + padding) / DIGITS;
    short[] digits = digits(plain.unscaledValue().abs(), padding);
    int lowest = 0;
    while (lowest < digits.length && digits[lowest] == 0) {
      lowest++;
    }
    int count = digits.length - lowest;
    out.int32(2 * (DIGITS + count));
    out.int16(count);
    out.int16(count == 0 ? 0 : digits.length - fraction - 1);
    out.int16(plain.signum() < 0 ? NEGATIVE : 0);
    out.int16(plain.scale());
    for (int i = digits.length - 1; i >= lowest; i--) {
      out.int16(digits[i]);
    }
  }

  /** The digits of a number with that many zeros behind it, the lowest first. */
  private static short[] digits(BigInteger number, int zeros) {
    return number.bitLength() < Long.SIZE - 1 && number.longValue() <= SMALL
        ? digits(number.longValue() * power(zeros))
        : digits(number.toString() + "0".repeat(zeros));
  }

  private static long power(int zeros) {
    long power = 1;
    for (int i = 0; i < zeros; i++) {
      power *= 10;
    }
    return power;
  }

  private static short[] digits(long number) {
    int count = 0;
    for (long rest = number; rest > 0; rest /= BASE) {
      count++;
    }
    short[] digits = new short[count];
    long rest = number;
    for (int i = 0; i < count; i++) {
      digits[i] = (short) (rest % BASE);
      rest /= BASE;
    }
    return digits;
  }

  private static short[] digits(String number) {
    short[] digits = new short[(number.length() + DIGITS - 1) / DIGITS];
    for (int i = 0; i < digits.length; i++) {
      int end = number.length() - i * DIGITS;
      digits[i] = Short.parseShort(number.substring(Math.max(0, end - DIGITS), end));
    }
    return digits;
  }
}
