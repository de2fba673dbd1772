/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Dates and times of a column. MySQL has dates that no calendar has, such as 0000-00-00; the
 * pipeline delivers NULL for them, or refuses them where the column is NOT NULL, and so does this
 * class: only a look at the source itself, as {@code tandem check} takes, can tell them.
 */
final class MySqlTimes {
  private static final int DATE_LENGTH = 10;
  private static final int NANO_DIGITS = 9;

  private final Value insteadOfZero;

  MySqlTimes(SourceColumn column) {
    this.insteadOfZero = column.nullable() ? Value.NULL : new Value.NoDate();
  }

  /** Reads {@code 2018-06-20}. */
  Value date(byte[] text) {
    return calendarDate(text).<Value>map(Value.Date::new).orElse(insteadOfZero);
  }

  /** Reads {@code 2018-06-20 06:37:03.12}. */
  Value timestamp(byte[] text) {
    return dateTime(text).<Value>map(Value.Timestamp::new).orElse(insteadOfZero);
  }

  /** Reads the same, as the session in UTC shows it. */
  Value moment(byte[] text) {
    return dateTime(text)
        .<Value>map(time -> new Value.Moment(time.toInstant(ZoneOffset.UTC)))
        .orElse(insteadOfZero);
  }

  private static Optional<LocalDateTime> dateTime(byte[] text) {
    return calendarDate(text).map(day -> day.atTime(time(text)));
  }

  private static Optional<LocalDate> calendarDate(byte[] text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, DATE_LENGTH);
    if (year == 0 || month == 0 || day == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty(); // 30 February, which sql_mode ALLOW_INVALID_DATES lets in
    }
  }

  private static LocalTime time(byte[] text) {
    int nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int at = DATE_LENGTH + 10 + i;
      nanos = nanos * 10 + (at < text.length ? text[at] - '0' : 0);
    }
    return LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos);
  }

  private static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }
}
