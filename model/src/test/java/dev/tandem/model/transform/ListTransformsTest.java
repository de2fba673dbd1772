/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.applied;
import static dev.tandem.model.transform.Applying.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ListTransformsTest {

  static Stream<Arguments> sentinels() {
    Value decimal = new Value.Decimal(new BigDecimal("0.00"));
    Value day = new Value.Date(LocalDate.of(1900, 1, 1));
    Value midnight = new Value.Timestamp(LocalDateTime.of(1900, 1, 1, 0, 0));
    Value moment = new Value.Moment(Instant.EPOCH);
    return Stream.of(
        Arguments.of("nullif('')", new Value.Text(""), "NULL"),
        Arguments.of("nullif('')", new Value.Text(" "), " "),
        Arguments.of("nullif(0)", new Value.Text("0"), "NULL"),
        Arguments.of("nullif(0)", new Value.Text("0.0"), "0.0"),
        Arguments.of("nullif(N/A, '-', 0)", new Value.Text("-"), "NULL"),
        Arguments.of("nullif('\uD83D\uDE00')", new Value.Text("\uD83D\uDE00"), "NULL"),
        Arguments.of("nullif(0, -1)", new Value.Int(-1), "NULL"),
        Arguments.of("nullif(0, -1)", new Value.Int(1), "1"),
        Arguments.of("nullif(0)", decimal, "NULL"),
        Arguments.of("nullif(0.000)", decimal, "NULL"),
        Arguments.of("nullif('')", new Value.Int(0), "E_TRANSFORM"),
        Arguments.of("nullif(0, '')", decimal, "E_TRANSFORM"),
        Arguments.of("nullif(1e9999999)", new Value.Int(0), "E_TRANSFORM"),
        Arguments.of("nullif(false)", new Value.Bool(false), "NULL"),
        Arguments.of("nullif(false)", new Value.Bool(true), "true"),
        Arguments.of("nullif(0)", new Value.Bool(false), "E_TRANSFORM"),
        Arguments.of("nullif(1900-01-01)", day, "NULL"),
        Arguments.of("nullif(1900-01-02)", day, "1900-01-01"),
        Arguments.of("nullif(1900-02-30)", day, "E_TRANSFORM"),
        Arguments.of("nullif(1900-01-01)", midnight, "NULL"),
        Arguments.of("nullif('1900-01-01 00:00:00')", midnight, "NULL"),
        Arguments.of("nullif('1900-01-01 00:00:00')", day, "E_TRANSFORM"),
        Arguments.of("nullif(1900-01-01)", moment, "E_TRANSFORM"),
        Arguments.of("nullif(1970-01-01T00:00:00Z)", moment, "NULL"),
        Arguments.of("nullif('00:00:00')", new Value.Time(LocalTime.MIN), "NULL"),
        Arguments.of("nullif(0)", new Value.Float64(0), "E_TRANSFORM"),
        Arguments.of("nullif(0)", new Value.Array(List.of()), "E_TRANSFORM"));
  }

  @ParameterizedTest
  @MethodSource("sentinels")
  void shouldMakeNullOfWhatIsListed(String call, Value value, String expected) {
    assertThat(applied(call, value)).isEqualTo(expected);
  }

  @Test
  void shouldRefuseAColumnWhoseKindCanNeverBeListed() {
    assertThat(refusal("nullif('', 0)", new Value.Int(7)))
        .isEqualTo("nullif: lists a value that is no int, as the column's are");
    assertThat(refusal("map(1=a, 02=b)", new Value.Int(2)))
        .isEqualTo("map: lists a value that is no whole number, as the column's are");
  }

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "map(A=active, C=closed)          | A    | active",
        "map(A=active, C=closed)          | a    | E_TRANSFORM",
        "map(A=active, C=closed)          | `A ` | E_TRANSFORM",
        "map(A=active, else=other)        | x    | other",
        "map(A=active, else='')           | x    | ``",
        "map(''=none, A=a)                | ``   | none",
        "map('else'=x, A=a)               | else | x",
        "map('else'=x, else=y)            | z    | y",
        "map('a=b'='c, d')                | a=b  | c, d",
        "map('\uD83D\uDE00'=smile)        | \uD83D\uDE00 | smile",
        "map(é=x)                         | e\u0301 | E_TRANSFORM",
        "map(1=one)                       | 1    | one",
      })
  void shouldPutOneTextInThePlaceOfAnother(String call, String before, String after) {
    assertThat(applied(call, before)).isEqualTo(after);
  }

  @Test
  void shouldMapWholeNumbers() {
    assertThat(applied("map(1=active, -2=closed)", new Value.Int(-2))).isEqualTo("closed");
    assertThat(applied("map(1=active)", new Value.Int(3))).isEqualTo("E_TRANSFORM");
    assertThat(applied("map(1=active, else=x)", new Value.Int(3))).isEqualTo("x");
    assertThat(applied("map(A=active, else=x)", new Value.Int(3))).isEqualTo("E_TRANSFORM");
    assertThat(applied("map(1=a)", new Value.Decimal(BigDecimal.ONE))).isEqualTo("E_TRANSFORM");
  }

  static Stream<Arguments> spelled() {
    return Stream.of(
        Arguments.of(new Value.Text("a"), "a"),
        Arguments.of(new Value.Int(Long.MIN_VALUE), "-9223372036854775808"),
        Arguments.of(new Value.Decimal(new BigDecimal("1E+3")), "1000"),
        Arguments.of(new Value.Decimal(new BigDecimal("1.50")), "1.50"),
        Arguments.of(new Value.Bool(true), "true"),
        Arguments.of(new Value.Date(LocalDate.of(1, 2, 3)), "0001-02-03"),
        Arguments.of(new Value.Time(LocalTime.of(1, 2)), "01:02:00.000000"),
        Arguments.of(new Value.Duration(-1), "-00:00:00.000001"),
        Arguments.of(new Value.Moment(Instant.EPOCH), "1970-01-01T00:00:00.000000Z"),
        Arguments.of(new Value.Float64(1), "E_TRANSFORM"),
        Arguments.of(Value.Bytes.of(new byte[1]), "E_TRANSFORM"),
        Arguments.of(new Value.Array(List.of()), "E_TRANSFORM"));
  }

  @ParameterizedTest
  @MethodSource("spelled")
  void shouldMakeTextWhereItIsAskedFor(Value value, String text) {
    assertThat(applied("to_text", value)).isEqualTo(text);
  }
}
