/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import static dev.tandem.model.type.Accepting.canonical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole, exact and floating point numbers: never rounded, never wrapped around. */
class NumberTypesTest {

  @ParameterizedTest(name = "{1} as {0}")
  @CsvSource({
    "int16, -32768, -32768",
    "int16, 32767, 32767",
    "int16, 32768, E_INT_RANGE",
    "int16, -32769, E_INT_RANGE",
    "int32, 2147483647, 2147483647",
    "int32, 2147483648, E_INT_RANGE",
    "int64, 9223372036854775807, 9223372036854775807",
    "int64, -9223372036854775808, -9223372036854775808",
    "int64, 9223372036854775808, E_UINT_DECLARED_INT",
    "int64, 18446744073709551615, E_UINT_DECLARED_INT",
    "int64, -9223372036854775809, E_INT_RANGE",
    "int32, 18446744073709551615, E_INT_RANGE",
    "int64, 1.00, 1",
    "int64, 1e3, 1000",
    "int64, 0.00, 0",
    "int64, 1.5, E_NOT_INTEGER",
    "uint64, 18446744073709551615, \"\"\"18446744073709551615\"\"\"",
    "uint64, 18446744073709551616, E_INT_RANGE",
    "uint64, -1, E_INT_RANGE",
    "uint64, 0.5, E_NOT_INTEGER",
    "'decimal(4,2)', 99.99, \"\"\"99.99\"\"\"",
    "'decimal(4,2)', 1, \"\"\"1.00\"\"\"",
    "'decimal(4,2)', 1.500, \"\"\"1.50\"\"\"",
    "'decimal(4,2)', 100, E_DECIMAL_PRECISION",
    "'decimal(4,2)', 1.005, E_DECIMAL_SCALE",
    "'decimal(2,2)', 0, \"\"\"0.00\"\"\"",
    "'decimal(2,2)', 0.99, \"\"\"0.99\"\"\"",
    "'decimal(2,2)', 1, E_DECIMAL_PRECISION",
    "'decimal(10,0)', 1e3, \"\"\"1000\"\"\"",
    "float64, 0.5, 0.5",
    "float64, 0.1, E_FLOAT_RANGE",
    "float64, 9007199254740993, E_FLOAT_RANGE",
    "float64, 1e400, E_FLOAT_RANGE",
  })
  void shouldHoldANumberUnchangedOrRefuseIt(String type, BigDecimal number, String expected) {
    assertThat(canonical(type, new Value.Decimal(number)))
        .isEqualTo(expected.replace("\"\"\"", "\""));
  }

  @ParameterizedTest(name = "{1} as {0}")
  @CsvSource({
    "int32, ' 7 ', 7",
    "int32, seven, E_NOT_INTEGER",
    "int32, '', E_NOT_INTEGER",
    "int64, 1e999999999, E_NOT_INTEGER",
    "uint64, 1e-999999999, E_NOT_INTEGER",
    "'decimal(10,2)', 1e999999999, E_NOT_DECIMAL",
    "'decimal(10,2)', NaN, E_NOT_DECIMAL",
    "'decimal(10,2)', '1,5', E_NOT_DECIMAL",
    "boolean, 1, true",
    "boolean, f, false",
    "boolean, TRUE, true",
    "boolean, yes, E_BOOL_RANGE",
  })
  void shouldReadANumberOutOfText(String type, String text, String expected) {
    assertThat(canonical(type, new Value.Text(text))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0, false", "1, true", "2, E_BOOL_RANGE", "-1, E_BOOL_RANGE"})
  void shouldNeverGuessABoolean(long number, String expected) {
    assertThat(canonical("boolean", new Value.Int(number))).isEqualTo(expected);
  }

  /** Bits are a number in base two, and never the decimal one that their digits look like. */
  @ParameterizedTest(name = "{1} as {0}")
  @CsvSource({
    "int16, 100000000001, 2049",
    "int16, 1111111111111111, E_INT_RANGE",
    "uint64, 10, \"2\"",
    "'decimal(4,0)', 10, \"2\"",
    "float64, 11, 3.0",
    "boolean, 01, true",
    "boolean, 10, E_BOOL_RANGE",
    "text, 0101, \"0101\"",
    "bits(4), 0101, \"0101\"",
    "bits(3), 0101, E_BITS",
    "bytes, 0101, E_TYPE",
  })
  void shouldTakeBitsForTheNumberThatTheySpell(String type, String bits, String expected) {
    assertThat(canonical(type, new Value.Bits(bits))).isEqualTo(expected);
  }

  @Test
  void shouldTakeATruthValueForANumber() {
    assertThat(canonical("int16", new Value.Bool(true))).isEqualTo("1");
    assertThat(canonical("uint64", new Value.Bool(false))).isEqualTo("\"0\"");
  }

  @Test
  void shouldHoldADecimalInThirtyTwoBitsOnlyWhereItIsExact() {
    assertThat(canonical("float32", new Value.Decimal(new BigDecimal("0.50")))).isEqualTo("0.5");
    assertThat(canonical("float32", new Value.Decimal(new BigDecimal("0.10"))))
        .isEqualTo("E_FLOAT_RANGE");
  }

  @Test
  void shouldHoldSixtyFiveDigits() {
    String digits = "9".repeat(35) + "." + "9".repeat(30);
    assertThat(canonical("decimal(65,30)", new Value.Decimal(new BigDecimal(digits))))
        .isEqualTo('"' + digits + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, \"NaN\"",
    "Infinity, \"Infinity\"",
    "-Infinity, \"-Infinity\"",
    "-0.0, 0.0",
    "4.9E-324, 4.9E-324",
    "1.7976931348623157E308, 1.7976931348623157E308"
  })
  void shouldHoldEveryDouble(double number, String expected) throws Exception {
    // When
    String json = canonical("float64", new Value.Float64(number));

    // Then
    assertThat(json).isEqualTo(expected);
    assertThat(Accepting.read(new Float64Type(), json)).isEqualTo(new Value.Float64(number));
  }

  @Test
  void shouldNarrowADoubleOnlyWhereItIsExact() {
    assertThat(canonical("float32", new Value.Float64(0.5))).isEqualTo("0.5");
    assertThat(canonical("float32", new Value.Float64(0.1))).isEqualTo("E_FLOAT_RANGE");
    assertThat(canonical("float32", new Value.Float64(1e39))).isEqualTo("E_FLOAT_RANGE");
    assertThat(canonical("float32", new Value.Float64(Double.NaN))).isEqualTo("\"NaN\"");
    assertThat(canonical("float32", new Value.Float64(-0.0))).isEqualTo("0.0");
    assertThat(canonical("float32", new Value.Int(16_777_216))).isEqualTo("1.6777216E7");
    assertThat(canonical("float32", new Value.Int(16_777_217))).isEqualTo("E_FLOAT_RANGE");
    assertThat(canonical("float64", new Value.Float32(0.1f))).isEqualTo("0.10000000149011612");
  }

  @Test
  void shouldCompareNumbersByTheirValue() {
    assertThat(new Value.Decimal(new BigDecimal("1.50")))
        .isEqualTo(new Value.Decimal(new BigDecimal("1.5")))
        .hasSameHashCodeAs(new Value.Decimal(new BigDecimal("1.5")));
    assertThat(new Value.Decimal(new BigDecimal("0.00")))
        .isEqualTo(new Value.Decimal(BigDecimal.ZERO))
        .hasSameHashCodeAs(new Value.Decimal(BigDecimal.ZERO));
    assertThat(new Value.Float64(-0.0)).isEqualTo(new Value.Float64(0.0));
    assertThat(new Value.Float64(Double.NaN)).isEqualTo(new Value.Float64(Double.NaN));
    assertThat(new Value.Float32(-0f)).isEqualTo(new Value.Float32(0f));
  }

  @Test
  void shouldRefuseTypesThatNoNumberHas() {
    assertThatThrownBy(() -> new IntType(8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DecimalType(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DecimalType(2, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
