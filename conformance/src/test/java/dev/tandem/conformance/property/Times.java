/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.conformance.property.Column.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;

/** Columns of dates and times. */
final class Times {
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long DAY = 86_400L;

  /** The ten days that the Julian calendar skipped; a DATETIME must not lie there. */
  private static final LocalDate SKIPPED = LocalDate.of(1582, 10, 5);

  private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 15);
  private static final long LAST_SECOND = (1L << 31) - 1;
  private static final long LONGEST_SPAN = 838 * 3600 + 59 * 60 + 59;

  private Times() {}

  static Kind date() {
    return Kind.of("DATE", Form.DATE, dice -> '\'' + day(dice).toString() + '\'').asKey();
  }

  private static LocalDate day(Dice dice) {
    if (dice.percent(30)) {
      return LocalDate.parse(
          dice.pick(
              "0001-01-01",
              "9999-12-31",
              "1000-01-01",
              "0999-12-31",
              "1582-10-04",
              "1582-10-10",
              "1582-10-15",
              "1900-02-28",
              "1969-12-31",
              "1970-01-01",
              "2000-02-29"));
    }
    return dice.percent(50)
        ? LocalDate.ofEpochDay(dice.between(-30_000, 30_000))
        : LocalDate.ofEpochDay(dice.between(FIRST_DAY, LAST_DAY));
  }

  static Kind timestamp(Dice dice) {
    int digits = digits(dice);
    return Kind.of(
            "DATETIME" + precision(digits),
            Form.TIMESTAMP,
            roll -> {
              LocalDate day = day(roll);
              boolean isSkipped = !day.isBefore(SKIPPED) && day.isBefore(GREGORIAN);
              return '\''
                  + (isSkipped ? GREGORIAN : day).toString()
                  + ' '
                  + clock(roll.between(0, DAY - 1))
                  + fraction(roll, digits)
                  + '\'';
            })
        .asKey();
  }

  static Kind instant(Dice dice) {
    int digits = digits(dice);
    return Kind.of(
            "TIMESTAMP" + precision(digits),
            Form.INSTANT,
            roll -> {
              long second =
                  roll.percent(30)
                      ? roll.pick(1L, LAST_SECOND, DAY, 1_540_686_600L)
                      : roll.between(1, LAST_SECOND);
              LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
              return '\''
                  + time.toLocalDate().toString()
                  + ' '
                  + clock(second % DAY)
                  + fraction(roll, digits)
                  + '\'';
            })
        .asKey();
  }

  /** A time of day by default; one outside a day only where the mapping declares a duration. */
  static Kind time(Dice dice) {
    int digits = digits(dice);
    String sql = "TIME" + precision(digits);
    Function<Dice, String> ofDay =
        roll -> '\'' + clock(second(roll, DAY - 1)) + fraction(roll, digits) + '\'';
    if (dice.percent(60)) {
      return Kind.of(sql, Form.TIME, ofDay).asKey();
    }
    Function<Dice, String> span =
        roll -> {
          long seconds = second(roll, LONGEST_SPAN);
          String fraction = seconds == LONGEST_SPAN ? "" : fraction(roll, digits);
          return '\'' + (roll.percent(50) ? "-" : "") + clock(seconds) + fraction + '\'';
        };
    return Kind.of(sql, Form.DURATION, span).as("duration", Form.DURATION).asKey();
  }

  private static long second(Dice dice, long most) {
    return dice.percent(30) ? dice.pick(0L, 1L, most) : dice.between(0, most);
  }

  private static String clock(long second) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
  }

  private static int digits(Dice dice) {
    return dice.pick(0, 0, 1, 2, 3, 4, 5, 6, 6);
  }

  private static String precision(int digits) {
    return digits == 0 ? "" : "(" + digits + ")";
  }

  private static String fraction(Dice dice, int digits) {
    if (digits == 0) {
      return "";
    }
    int most = (int) Math.pow(10, digits) - 1;
    int fraction = dice.percent(40) ? dice.pick(0, 1, most) : dice.between(0, most);
    return String.format(Locale.ROOT, ".%0" + digits + "d", fraction);
  }
}
