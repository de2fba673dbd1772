/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.applied;
import static dev.tandem.model.transform.Applying.malformed;
import static dev.tandem.model.transform.Applying.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTransformsTest {
  /** A Sunday, in the last ISO week of the year before. */
  private static final LocalDateTime TIME = LocalDateTime.of(2017, 1, 1, 23, 59, 58, 999_999_000);

  @ParameterizedTest
  @CsvSource({
    "year, 2017",
    "quarter, 1",
    "month, 1",
    "day, 1",
    "day_of_week, 7",
    "day_of_year, 1",
    "week, 52",
    "week_year, 2016",
    "hour, 23",
    "minute, 59",
    "second, 58",
  })
  void shouldTakeAPartOutOfATime(String part, String expected) {
    String call = "date_part(" + part + ")";
    boolean ofClock = part.equals("hour") || part.equals("minute") || part.equals("second");
    assertThat(applied(call, new Value.Timestamp(TIME))).isEqualTo(expected);
    assertThat(applied(call, new Value.Moment(Instant.parse("2017-01-01T23:59:58Z"))))
        .isEqualTo(expected);
    assertThat(applied(call, new Value.Date(TIME.toLocalDate())))
        .isEqualTo(ofClock ? "E_TRANSFORM" : expected);
    assertThat(applied(call, new Value.Time(TIME.toLocalTime())))
        .isEqualTo(ofClock ? expected : "E_TRANSFORM");
    assertThat(applied(call, "2017-01-01")).isEqualTo("E_TRANSFORM");
    assertThat(applied(call, new Value.Duration(1))).isEqualTo("E_TRANSFORM");
  }

  @Test
  void shouldSayThatADateHasNoHour() {
    assertThat(refusal("date_part(hour)", new Value.Date(LocalDate.EPOCH)))
        .isEqualTo("date_part: a value of the kind date has no hour");
    assertThat(refusal("truncate_to(hour)", new Value.Date(LocalDate.EPOCH)))
        .isEqualTo(
            "truncate_to: works on dates and times with the unit hour, not on a value of the kind date");
  }

  @ParameterizedTest
  @CsvSource({
    "year, 2018-01-01T00:00:00.000000",
    "quarter, 2018-04-01T00:00:00.000000",
    "month, 2018-06-01T00:00:00.000000",
    "week, 2018-06-18T00:00:00.000000",
    "day, 2018-06-20T00:00:00.000000",
    "hour, 2018-06-20T06:00:00.000000",
    "minute, 2018-06-20T06:37:00.000000",
    "second, 2018-06-20T06:37:03.000000",
  })
  void shouldGoBackToTheStartOfAUnit(String unit, String expected) {
    LocalDateTime time = LocalDateTime.of(2018, 6, 20, 6, 37, 3, 123_456_000);
    String call = "truncate_to(" + unit + ")";
    boolean ofClock = unit.equals("hour") || unit.equals("minute") || unit.equals("second");
    assertThat(applied(call, new Value.Timestamp(time))).isEqualTo(expected);
    assertThat(applied(call, new Value.Moment(Instant.parse("2018-06-20T06:37:03.123456Z"))))
        .isEqualTo(expected + "Z");
    assertThat(applied(call, new Value.Date(time.toLocalDate())))
        .isEqualTo(ofClock ? "E_TRANSFORM" : expected.substring(0, 10));
    assertThat(applied(call, new Value.Time(time.toLocalTime())))
        .isEqualTo(ofClock ? expected.substring(11) : "E_TRANSFORM");
  }

  @Test
  void shouldKeepTheDay() {
    assertThat(applied("to_date", new Value.Timestamp(TIME))).isEqualTo("2017-01-01");
    assertThat(applied("to_date", new Value.Moment(Instant.parse("2017-01-01T23:59:59Z"))))
        .isEqualTo("2017-01-01");
    assertThat(applied("to_date", new Value.Time(LocalTime.MIN))).isEqualTo("E_TRANSFORM");
  }

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "parse_date(dd.MM.yyyy)     | 20.06.2018     | 2018-06-20",
        "parse_date(dd.MM.uuuu)     | 20.06.2018     | 2018-06-20",
        "parse_date(d.M.yyyy)       | 1.2.2018       | 2018-02-01",
        "parse_date(yyyyMMdd)       | 20180620       | 2018-06-20",
        "parse_date('MMM d, yyyy')  | Jun 20, 2018   | 2018-06-20",
        "parse_date(dd.MM.yyyy)     | 31.02.2018     | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | 29.02.2017     | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | 00.00.0000     | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | 20.06.18       | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | 20.06.2018x    | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | ` 20.06.2018`  | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | ``             | E_TRANSFORM",
        "parse_date(dd.MM.yyyy)     | \u0662\u0660.06.2018 | E_TRANSFORM",
        "parse_timestamp('yyyy-MM-dd HH:mm:ss') | 2018-06-20 23:59:58 | 2018-06-20T23:59:58.000000",
        "parse_timestamp('yyyy-MM-dd HH:mm:ss') | 2018-06-20 24:00:00 | E_TRANSFORM",
        "parse_timestamp('MM/dd/yyyy hh:mm a')  | 06/20/2018 12:05 AM | 2018-06-20T00:05:00.000000",
      })
  void shouldReadDatesOutOfText(String call, String before, String after) {
    assertThat(applied(call, before)).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parse_date(dd.MM.yy)",
        "parse_date(dd.MM.y)",
        "parse_date('dd.MM.yyyy yy')",
        "parse_date(YYYY-MM-dd)",
        "parse_date(MM.yyyy)",
        "parse_date(qqqqqqq.yyyy)",
        "parse_date(\"'yyyy' MM dd\")",
        "parse_date('')",
        "parse_timestamp(dd.MM.yyyy)",
        "parse_timestamp('dd.MM.yyyy hh:mm')",
      })
  void shouldRefuseAPatternThatLeavesTheTimeOpen(String call) {
    assertThat(malformed(call).getMessage()).contains(": pattern must be a pattern ");
  }

  @Test
  void shouldRefuseAPatternThatNests() {
    assertThat(malformed("parse_date('yyyy" + "[".repeat(9_000) + "')").getMessage())
        .contains("at most 64 letters");
  }

  @ParameterizedTest
  @CsvSource({
    "seconds, 0, 1970-01-01T00:00:00.000000Z",
    "seconds, -1, 1969-12-31T23:59:59.000000Z",
    "millis, 1529476623120, 2018-06-20T06:37:03.120000Z",
    "micros, -1, 1969-12-31T23:59:59.999999Z",
    "seconds, 9223372036854775807, E_TRANSFORM",
    "seconds, -9223372036854775808, E_TRANSFORM",
  })
  void shouldCountFrom1970(String unit, long number, String expected) {
    assertThat(applied("from_epoch(" + unit + ")", new Value.Int(number))).isEqualTo(expected);
    assertThat(applied("from_epoch(" + unit + ")", "0")).isEqualTo("E_TRANSFORM");
  }
}
