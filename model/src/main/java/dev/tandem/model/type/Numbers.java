/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers out of text without letting a huge exponent cost memory. */
final class Numbers {
  private static final int LONGEST = 1_000;
  private static final int LARGEST_EXPONENT = 400;

  private Numbers() {}

  /** The number that a value is without any reading of text, or null when it is none. */
  static @Nullable BigDecimal exact(Value value) {
    if (value instanceof Value.Decimal number) {
      return number.value();
    } else if (value instanceof Value.Int number) {
      return BigDecimal.valueOf(number.value());
    } else if (value instanceof Value.Bits bits) {
      return bits.number();
    } else if (value instanceof Value.Bool bit) {
      return bit.value() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return null;
  }

  /**
   * The number that a value is or, as text, spells, or null when it is none.
   *
   * @throws Refused with that error, when it is text that spells no number
   */
  static @Nullable BigDecimal of(Value value, ValueError error) throws Refused {
    return value instanceof Value.Text text ? parse(text.value(), error) : exact(value);
  }

  static BigDecimal parse(String text, ValueError error) throws Refused {
    if (text.length() > LONGEST) {
      throw new Refused(error, "a number of more than " + LONGEST + " characters");
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new Refused(error, "not a number");
    }
    if (Math.abs((long) number.scale()) > LONGEST + LARGEST_EXPONENT) {
      throw new Refused(error, "an exponent out of range");
    }
    return number;
  }
}
