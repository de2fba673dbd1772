/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.onText;
import static dev.tandem.model.transform.Kinds.refused;
import static dev.tandem.model.transform.Kinds.wrongKind;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers out of text as people write them, and rounding where it is asked for. */
final class NumberTransforms {
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LARGEST_SCALE = 100;
  private static final int LARGEST_EXPONENT = 1_400;
  private static final Pattern COMMA =
      Pattern.compile("[+-]?(?:[0-9]++|[0-9]{1,3}(?:\\.[0-9]{3})++)(?:,[0-9]++)?");
  private static final Pattern POINT =
      Pattern.compile("[+-]?(?:[0-9]++|[0-9]{1,3}(?:,[0-9]{3})++)(?:\\.[0-9]++)?");

  private NumberTransforms() {}

  private enum Rounding {
    HALF_EVEN(RoundingMode.HALF_EVEN),
    HALF_UP(RoundingMode.HALF_UP),
    DOWN(RoundingMode.DOWN);

    private final RoundingMode mode;

    Rounding(RoundingMode mode) {
      this.mode = mode;
    }
  }

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "decimal_comma",
            "Reads a number with a comma before its decimals; points may part the thousands.",
            "decimal_comma",
            "1.234,56",
            "1234.56",
            arguments -> onText(text -> number(text, COMMA, ".", ","))),
        BuiltIn.of(
            "decimal_point",
            "Reads a number with a point before its decimals; commas may part the thousands.",
            "decimal_point",
            "1,234.56",
            "1234.56",
            arguments -> onText(text -> number(text, POINT, ",", "."))),
        BuiltIn.of(
            "scale(decimals, rounding)",
            "Rounds a number to so many decimals: half_even, half_up or down (towards zero); of a"
                + " floating point number its exact binary value.",
            "scale(2, half_up)",
            "0.125",
            "0.13",
            NumberTransforms::scale));
  }

  private static Value number(String text, Pattern form, String group, String point)
      throws Refused {
    if (text.length() > LONGEST_NUMBER || !form.matcher(text).matches()) {
      throw refused("not a number with '" + point + "' before its decimals");
    }
    return new Value.Decimal(new BigDecimal(text.replace(group, "").replace(point, ".")));
  }

  private static Transform scale(Arguments arguments) throws MalformedTransform {
    int decimals = arguments.number(0, 0, LARGEST_SCALE);
    RoundingMode mode = arguments.word(1, Rounding.class).mode;
    return value -> {
      Optional<BigDecimal> number = Kinds.number(value);
      if (number.isEmpty()) {
        throw wrongKind(value, "finite numbers");
      }
      if (Math.abs((long) number.get().scale()) > LARGEST_EXPONENT) {
        throw refused("an exponent out of range");
      }
      return new Value.Decimal(number.get().setScale(decimals, mode));
    };
  }
}
