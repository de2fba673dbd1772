/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import static dev.tandem.model.type.Accepting.canonical;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTypesTest {
  private static final long DAY = 86_400_000_000L;

  @ParameterizedTest
  @CsvSource({
    "0001-01-01, \"0001-01-01\"",
    "9999-12-31, \"9999-12-31\"",
    "1582-10-10, \"1582-10-10\"",
    "0000-12-31, E_DATE_RANGE",
    "+10000-01-01, E_DATE_RANGE",
    "-0001-01-01, E_DATE_RANGE",
  })
  void shouldHoldTheDaysOfFourDigitYears(LocalDate day, String expected) {
    assertThat(canonical("date", new Value.Date(day))).isEqualTo(expected);
    assertThat(canonical("timestamp", new Value.Timestamp(day.atStartOfDay())))
        .isEqualTo(
            expected.startsWith("E_")
                ? expected
                : expected.replaceAll("\"$", "T00:00:00.000000\""));
  }

  /** Targets would round, and 23:59:59.9999999 would become another day. */
  @Test
  void shouldCutWhatIsFinerThanAMicrosecond() {
    LocalTime last = LocalTime.of(23, 59, 59, 999_999_999);
    LocalDateTime end = LocalDate.of(9999, 12, 31).atTime(last);
    assertThat(canonical("time", new Value.Time(last))).isEqualTo("\"23:59:59.999999\"");
    assertThat(canonical("timestamp", new Value.Timestamp(end)))
        .isEqualTo("\"9999-12-31T23:59:59.999999\"");
    assertThat(
            canonical("instant", new Value.Moment(Instant.parse("1969-12-31T23:59:59.9999999Z"))))
        .isEqualTo("\"1969-12-31T23:59:59.999999Z\"");
  }

  @Test
  void shouldHoldPointsInTimeOnly() {
    assertThat(canonical("instant", new Value.Moment(Instant.parse("9999-12-31T23:59:59Z"))))
        .isEqualTo("\"9999-12-31T23:59:59.000000Z\"");
    assertThat(canonical("instant", new Value.Moment(Instant.parse("+10000-01-01T00:00:00Z"))))
        .isEqualTo("E_DATE_RANGE");
    assertThat(canonical("instant", new Value.Moment(Instant.MIN))).isEqualTo("E_DATE_RANGE");
    assertThat(canonical("instant", new Value.Timestamp(LocalDateTime.of(2018, 6, 20, 6, 37))))
        .isEqualTo("E_ZONE_MISSING");
    assertThat(canonical("timestamp", new Value.Moment(Instant.EPOCH))).isEqualTo("E_TYPE");
    assertThat(canonical("date", new Value.Timestamp(LocalDateTime.of(2018, 6, 20, 0, 0))))
        .isEqualTo("E_TYPE");
  }

  @Test
  void shouldHoldASpanAsATimeWithinOneDayOnly() {
    assertThat(canonical("time", new Value.Duration(DAY - 1))).isEqualTo("\"23:59:59.999999\"");
    assertThat(canonical("time", new Value.Duration(0))).isEqualTo("\"00:00:00.000000\"");
    assertThat(canonical("time", new Value.Duration(DAY))).isEqualTo("E_TIME_RANGE");
    assertThat(canonical("time", new Value.Duration(-1))).isEqualTo("E_TIME_RANGE");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, \"-00:00:00.000001\"",
    "0, \"+00:00:00.000000\"",
    "-3600000000, \"-01:00:00.000000\"",
    "3020399000000, \"+838:59:59.000000\"",
    "86400000000, \"+24:00:00.000000\"",
    "9223372036854775807, \"+2562047788:00:54.775807\"",
    "-9223372036854775808, \"-2562047788:00:54.775808\"",
  })
  void shouldSpellASpanWithItsSign(long micros, String expected) {
    assertThat(canonical("duration", new Value.Duration(micros))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{1} as {0}")
  @CsvSource({
    "date, 2018-06-20, \"2018-06-20\"",
    "date, 2018-02-30, E_DATE_RANGE",
    "date, 20.06.2018, E_DATE_RANGE",
    "date, 0000-00-00, E_ZERO_DATE",
    "date, 0000-06-20, E_ZERO_DATE",
    "date, 2018-00-20, E_ZERO_DATE",
    "date, 2018-06-00, E_ZERO_DATE",
    "date, '', E_DATE_RANGE",
    "time, 12:34:56.5, \"12:34:56.500000\"",
    "time, 24:00:00, E_TIME_RANGE",
    "timestamp, 2018-06-20 06:37:03, \"2018-06-20T06:37:03.000000\"",
    "timestamp, 2018-06-20T06:37:03.5, \"2018-06-20T06:37:03.500000\"",
    "timestamp, 2018-06-20T06:37:03Z, E_DATE_RANGE",
    "timestamp, 0000-00-00 00:00:00, E_ZERO_DATE",
    "instant, 2018-06-20T06:37:03Z, \"2018-06-20T06:37:03.000000Z\"",
    "instant, 2018-06-20 06:37:03+05:30, \"2018-06-20T01:07:03.000000Z\"",
    "instant, 2018-06-20 06:37:03, E_ZONE_MISSING",
    "instant, tomorrow, E_DATE_RANGE",
  })
  void shouldReadATimeOutOfText(String type, String text, String expected) {
    assertThat(canonical(type, new Value.Text(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"date", "timestamp", "instant", "text", "int32"})
  void shouldRefuseADateThatNoCalendarHas(String type) {
    assertThat(canonical(type, new Value.NoDate())).isEqualTo("E_ZERO_DATE");
  }

  @ParameterizedTest
  @CsvSource({
    "-838:59:59, \"-838:59:59.000000\"",
    "01:02:03.4, \"+01:02:03.400000\"",
    "-00:00:00, \"+00:00:00.000000\"",
    "00:60:00, E_DURATION",
    "1:00:00, E_DURATION",
    "00:00:00.1234567, E_DURATION",
    "PT1H, E_DURATION",
    "'', E_DURATION",
  })
  void shouldReadASpanOutOfText(String text, String expected) {
    assertThat(canonical("duration", new Value.Text(text))).isEqualTo(expected);
  }
}
