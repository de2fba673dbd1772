/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Dates and times as the numbers that TDS makes of them. */
final class TimeScale {
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate FORMER_FIRST = LocalDate.of(1900, 1, 1);
  private static final int DIGITS = 9;
  private static final int TICKS_PER_SECOND = 300;
  private static final long NANOS = 1_000_000_000;
  private static final long NANOS_PER_DAY = 86_400 * NANOS;
  private static final long DAYS = FIRST.until(LocalDate.of(9999, 12, 31), ChronoUnit.DAYS);

  private TimeScale() {}

  static long days(LocalDate date) {
    return FIRST.until(date, ChronoUnit.DAYS);
  }

  static LocalDate date(long days) throws ProtocolException {
    if (days > DAYS) {
      throw new ProtocolException("A date is behind the year 9999.");
    }
    return FIRST.plusDays(days);
  }

  static long units(LocalTime time, int scale) {
    return time.toNanoOfDay() / nanosPerUnit(scale);
  }

  static LocalTime time(long units, int scale) throws ProtocolException {
    long nanos = units * nanosPerUnit(scale);
    if (nanos < 0 || nanos >= NANOS_PER_DAY) {
      throw new ProtocolException("A time is behind midnight.");
    }
    return LocalTime.ofNanoOfDay(nanos);
  }

  private static long nanosPerUnit(int scale) {
    long nanos = 1;
    for (int digits = scale; digits < DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** Days since 1900. */
  static int formerDays(LocalDateTime value) {
    return (int) FORMER_FIRST.until(value.toLocalDate(), ChronoUnit.DAYS);
  }

  /** Three hundredths of a second since midnight. */
  static int ticks(LocalDateTime value) {
    return (int) Math.round(value.toLocalTime().toNanoOfDay() * (double) TICKS_PER_SECOND / NANOS);
  }

  static int minutes(LocalDateTime value) {
    return value.getHour() * 60 + value.getMinute();
  }

  static LocalDateTime fromTicks(int days, int ticks) throws ProtocolException {
    long nanos = (ticks * 10L + 1) / 3 * 1_000_000;
    if (nanos < 0 || nanos >= NANOS_PER_DAY || Math.abs((long) days) > DAYS) {
      throw new ProtocolException("A datetime is out of its range.");
    }
    return FORMER_FIRST.plusDays(days).atTime(LocalTime.ofNanoOfDay(nanos));
  }

  static LocalDateTime fromMinutes(int days, int minutes) throws ProtocolException {
    return fromTicks(days, Math.multiplyExact(minutes, 60 * TICKS_PER_SECOND));
  }
}
