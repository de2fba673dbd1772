/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.mapping.PostgresPlan.Period;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Where the periods of partitions begin and end, and what their partitions are called. */
final class Periods {
  private static final int LAST_YEAR = 9_999;

  private Periods() {}

  /** The first day of the period that a day is in. */
  static LocalDate start(Period period, LocalDate day) {
    return switch (period) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The first day after a period; empty after the last year that a date can be in. */
  static Optional<LocalDate> end(Period period, LocalDate start) {
    LocalDate end =
        switch (period) {
          case DAY -> start.plusDays(1);
          case MONTH -> start.plusMonths(1);
          case YEAR -> start.plusYears(1);
        };
    return Optional.of(end).filter(day -> day.getYear() <= LAST_YEAR);
  }

  /** What a period adds to the table's name. */
  static String suffix(Period period, LocalDate start) {
    String pattern =
        switch (period) {
          case DAY -> "_uuuu_MM_dd";
          case MONTH -> "_uuuu_MM";
          case YEAR -> "_uuuu";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(start);
  }
}
