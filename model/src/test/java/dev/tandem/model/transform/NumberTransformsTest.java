/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.applied;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTransformsTest {

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "decimal_comma | 1.234,56        | 1234.56",
        "decimal_comma | 1234,5          | 1234.5",
        "decimal_comma | -1.234.567      | -1234567",
        "decimal_comma | +0,00           | 0.00",
        "decimal_comma | 1.234           | 1234",
        "decimal_comma | 12.34           | E_TRANSFORM",
        "decimal_comma | 1234.567,8      | E_TRANSFORM",
        "decimal_comma | 1,234,567       | E_TRANSFORM",
        "decimal_comma | ,5              | E_TRANSFORM",
        "decimal_comma | 5,              | E_TRANSFORM",
        "decimal_comma | 1E5             | E_TRANSFORM",
        "decimal_comma | ``              | E_TRANSFORM",
        "decimal_comma | ` 1`            | E_TRANSFORM",
        "decimal_comma | `1\n`           | E_TRANSFORM",
        "decimal_comma | \u0661          | E_TRANSFORM",
        "decimal_point | 1,234.56        | 1234.56",
        "decimal_point | -12.5           | -12.5",
        "decimal_point | 1,234           | 1234",
        "decimal_point | 1.234,56        | E_TRANSFORM",
        "decimal_point | .5              | E_TRANSFORM",
      })
  void shouldReadNumbersAsPeopleWriteThem(String call, String before, String after) {
    assertThat(applied(call, before)).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      value = {
        "scale(2, half_even) | 0.125  | 0.12",
        "scale(2, half_up)   | 0.125  | 0.13",
        "scale(2, half_up)   | -0.125 | -0.13",
        "scale(2, down)      | 0.129  | 0.12",
        "scale(2, down)      | -0.129 | -0.12",
        "scale(2, half_up)   | 1      | 1.00",
        "scale(0, half_up)   | 1E+3   | 1000",
        "scale(3, half_up)   | 1E+1401 | E_TRANSFORM",
        "scale(3, half_up)   | 1E-1401 | E_TRANSFORM",
      })
  void shouldRoundByExplicitWish(String call, BigDecimal before, String after) {
    assertThat(applied(call, new Value.Decimal(before))).isEqualTo(after);
  }

  /** 1.005 is a little less than that in binary, and 0.1f a little more. */
  @Test
  void shouldRoundTheExactValueOfAFloatingPointNumber() {
    assertThat(applied("scale(2, half_up)", new Value.Float64(1.005))).isEqualTo("1.00");
    assertThat(applied("scale(9, half_up)", new Value.Float32(0.1f))).isEqualTo("0.100000001");
    assertThat(applied("scale(1, half_up)", new Value.Float64(Double.MIN_VALUE))).isEqualTo("0.0");
    assertThat(applied("scale(2, half_up)", new Value.Float64(Double.NaN)))
        .isEqualTo("E_TRANSFORM");
    assertThat(applied("scale(2, half_up)", new Value.Float32(Float.POSITIVE_INFINITY)))
        .isEqualTo("E_TRANSFORM");
    assertThat(applied("scale(1, half_up)", new Value.Int(Long.MAX_VALUE)))
        .isEqualTo("9223372036854775807.0");
    assertThat(applied("scale(2, half_up)", "1.005")).isEqualTo("E_TRANSFORM");
  }
}
