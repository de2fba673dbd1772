/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.math.BigDecimal;

/** Reads numbers out of text without letting a huge exponent cost memory. */
final class Numbers {
  private static final int LONGEST = 1_000;
  private static final int LARGEST_EXPONENT = 400;

  private Numbers() {}

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
