/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Dates and times as SQL Server rounds and spells them. */
final class Temporals {
  private static final LocalDate EPOCH = LocalDate.of(1900, 1, 1);
  private static final long NANOS = 1_000_000_000;
  private static final long NANOS_PER_MINUTE = 60 * NANOS;

  /** datetime counts three hundredths of a second, and shows them as whole milliseconds. */
  private static final int TICKS_PER_SECOND = 300;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int FRACTION = 9;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(MINUTE_OF_HOUR, 2)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(SECOND_OF_MINUTE, 2)
          .appendFraction(NANO_OF_SECOND, 0, FRACTION, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .appendPattern("[uuuu-MM-dd][uuuuMMdd][['T'][ ]]")
          .appendOptional(TIME)
          .optionalStart()
          .appendPattern("[ ]")
          .appendOffsetId()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Temporals() {}

  static LocalDate date(Object value) {
    return dateTime(parsed(value), value).toLocalDate();
  }

  static LocalTime time(Object value, int scale) {
    TemporalAccessor parsed = parsed(value);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return rounded(time == null ? LocalTime.MIDNIGHT : time, scale);
  }

  static LocalDateTime smallDateTime(Object value) {
    LocalDateTime exact = dateTime(parsed(value), value);
    LocalDateTime rounded = exact.plusNanos(NANOS_PER_MINUTE / 2).truncatedTo(ChronoUnit.MINUTES);
    long days = EPOCH.until(rounded.toLocalDate(), ChronoUnit.DAYS);
    return inRange(rounded, days >= 0 && days <= 0xFFFF);
  }

  static LocalDateTime dateTime(Object value) {
    LocalDateTime exact = dateTime(parsed(value), value);
    if (value instanceof String && exact.get(NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
      throw notTemporal(); // of text it reads three digits of a second only
    }
    long ticks = Math.round(exact.get(NANO_OF_SECOND) * (double) TICKS_PER_SECOND / NANOS);
    long millis = (ticks * 10 + 1) / 3;
    LocalDateTime rounded = exact.withNano(0).plusNanos(millis * NANOS_PER_MILLI);
    return inRange(rounded, rounded.getYear() >= 1753);
  }

  static LocalDateTime dateTime2(Object value, int scale) {
    return inRange(rounded(dateTime(parsed(value), value), scale), true);
  }

  static OffsetDateTime dateTimeOffset(Object value, int scale) {
    TemporalAccessor parsed = parsed(value);
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    LocalDateTime local = dateTime(parsed, value);
    return rounded(local.atOffset(offset == null ? ZoneOffset.UTC : offset), scale);
  }

  private static LocalDateTime inRange(LocalDateTime value, boolean known) {
    if (!known || value.getYear() < 1 || value.getYear() > 9999) {
      throw new SqlServerError(
          242, "The conversion to a date or time resulted in an out-of-range value.");
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Temporal> T rounded(T exact, int scale) {
    long unit = 1;
    for (int digits = scale; digits < FRACTION; digits++) {
      unit *= 10;
    }
    long nanos = exact.getLong(NANO_OF_SECOND);
    long away = (nanos + unit / 2) / unit * unit - nanos;
    return (T) exact.plus(away, ChronoUnit.NANOS);
  }

  private static TemporalAccessor parsed(Object value) {
    if (value instanceof TemporalAccessor temporal) {
      return temporal;
    }
    if (value instanceof String text) {
      try {
        return READ.parse(text.strip());
      } catch (DateTimeException e) {
        throw notTemporal();
      }
    }
    throw notTemporal();
  }

  private static LocalDateTime dateTime(TemporalAccessor parsed, Object value) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    boolean blank = value instanceof String text && text.isBlank();
    if (date == null && time == null && !blank) {
      throw notTemporal();
    }
    return LocalDateTime.of(date == null ? EPOCH : date, time == null ? LocalTime.MIDNIGHT : time);
  }

  private static SqlServerError notTemporal() {
    return new SqlServerError(
        241, "Conversion failed when converting date and/or time from character string.");
  }

  /** A date or time as ISO has it; of everything else its own text. */
  static String spelled(Object value) {
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalDate() + " " + TIME.format(dateTime);
    }
    if (value instanceof OffsetDateTime dateTime) {
      return spelled(dateTime.toLocalDateTime())
          + " "
          + (dateTime.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : dateTime.getOffset());
    }
    return value instanceof LocalTime time ? TIME.format(time) : value.toString();
  }
}
