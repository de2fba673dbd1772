/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import org.jspecify.annotations.Nullable;

/**
 * Times in their canonical spelling: always six digits of fraction, so that text sorts as time
 * does.
 */
public final class Iso {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int NANO_DIGITS = 9;
  private static final int DATE_CHARS = 10;
  private static final int TIME_CHARS = 8;
  private static final int MICROS_CHARS = 15;

  private Iso() {}

  /** {@code 12:34:56.100000}. */
  public static String time(LocalTime time) {
    byte[] text = new byte[MICROS_CHARS];
    putTime(time, text, 0);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** {@code 2018-06-20T06:37:03.120000}. */
  public static String timestamp(LocalDateTime time) {
    LocalDate date = time.toLocalDate();
    if (date.getYear() < 0 || date.getYear() > 9_999) {
      return date + "T" + time(time.toLocalTime());
    }
    byte[] text = new byte[DATE_CHARS + 1 + MICROS_CHARS];
    putDate(date, text);
    text[DATE_CHARS] = 'T';
    putTime(time.toLocalTime(), text, DATE_CHARS + 1);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** {@code 2018-06-20T06:37:03.120000Z}. */
  public static String instant(Instant instant) {
    return timestamp(
            LocalDateTime.ofEpochSecond(
                instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC))
        + 'Z';
  }

  /**
   * As {@link LocalDate#parse(CharSequence)}, but many times as fast when the text is as plain as
   * nearly all are.
   */
  public static LocalDate parseDate(String text) {
    LocalDate date = text.length() == DATE_CHARS ? plainDate(text) : null;
    return date == null ? LocalDate.parse(text) : date;
  }

  /** As {@link LocalTime#parse(CharSequence)}, likewise. */
  public static LocalTime parseTime(String text) {
    LocalTime time = plainTime(text, 0, text.length());
    return time == null ? LocalTime.parse(text) : time;
  }

  /** As {@link LocalDateTime#parse(CharSequence)}, likewise. */
  public static LocalDateTime parseTimestamp(String text) {
    LocalDateTime time = plainTimestamp(text, text.length());
    return time == null ? LocalDateTime.parse(text) : time;
  }

  /** As {@link Instant#parse(CharSequence)}, likewise. */
  public static Instant parseInstant(String text) {
    LocalDateTime time = text.endsWith("Z") ? plainTimestamp(text, text.length() - 1) : null;
    return time == null ? Instant.parse(text) : time.toInstant(ZoneOffset.UTC);
  }

  /** A blank between date and time, as databases write it, becomes a T. */
  static String withT(String text) {
    return text.length() > DATE_CHARS && text.charAt(DATE_CHARS) == ' '
        ? text.substring(0, DATE_CHARS) + 'T' + text.substring(DATE_CHARS + 1)
        : text;
  }

  private static @Nullable LocalDateTime plainTimestamp(String text, int end) {
    if (end <= DATE_CHARS || text.charAt(DATE_CHARS) != 'T') {
      return null;
    }
    LocalDate date = plainDate(text);
    LocalTime time = plainTime(text, DATE_CHARS + 1, end);
    return date == null || time == null ? null : LocalDateTime.of(date, time);
  }

  /** Of the first ten characters; null unless they are {@code 2018-06-20}. */
  private static @Nullable LocalDate plainDate(String text) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, DATE_CHARS);
    boolean exists =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    return exists ? LocalDate.of(year, month, day) : null;
  }

  /** Null unless it is {@code 06:37:03}, with or without a fraction. */
  private static @Nullable LocalTime plainTime(String text, int start, int end) {
    int fraction = end - start - TIME_CHARS - 1;
    if (fraction != -1 && (fraction < 1 || fraction > NANO_DIGITS)) {
      return null;
    }
    int hour = digits(text, start, start + 2);
    int minute = digits(text, start + 3, start + 5);
    int second = digits(text, start + 6, start + TIME_CHARS);
    int nano = fraction == -1 ? 0 : nanos(text, start + TIME_CHARS, end);
    boolean exists =
        text.charAt(start + 2) == ':'
            && text.charAt(start + 5) == ':'
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && nano >= 0;
    return exists ? LocalTime.of(hour, minute, second, nano) : null;
  }

  private static int nanos(String text, int point, int end) {
    int number = text.charAt(point) == '.' ? digits(text, point + 1, end) : -1;
    for (int given = end - point - 1; given < NANO_DIGITS && number > 0; given++) {
      number *= 10;
    }
    return number;
  }

  /** The number, or -1 when a character is no digit. */
  private static int digits(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static void putDate(LocalDate date, byte[] text) {
    putDigits(date.getYear(), text, 0, 4);
    text[4] = '-';
    putDigits(date.getMonthValue(), text, 5, 7);
    text[7] = '-';
    putDigits(date.getDayOfMonth(), text, 8, DATE_CHARS);
  }

  private static void putTime(LocalTime time, byte[] text, int start) {
    putDigits(time.getHour(), text, start, start + 2);
    text[start + 2] = ':';
    putDigits(time.getMinute(), text, start + 3, start + 5);
    text[start + 5] = ':';
    putDigits(time.getSecond(), text, start + 6, start + TIME_CHARS);
    text[start + TIME_CHARS] = '.';
    putDigits(time.getNano() / NANOS_PER_MICRO, text, start + TIME_CHARS + 1, start + MICROS_CHARS);
  }

  /** As many digits as there is room for. */
  private static void putDigits(int number, byte[] text, int start, int end) {
    int rest = number;
    for (int i = end - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** The number, which is not negative, with zeros before it. */
  static StringBuilder pad(StringBuilder text, long number, int width) {
    long power = 10;
    for (int digits = 1; digits < width; digits++) {
      if (number < power) {
        text.append('0');
      }
      power *= 10;
    }
    return text.append(number);
  }
}
