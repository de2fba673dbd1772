/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Times in their canonical spelling: always six digits of fraction, so that text sorts as time
 * does.
 */
public final class Iso {
  private static final int NANOS_PER_MICRO = 1_000;

  private Iso() {}

  /** {@code 12:34:56.100000}. */
  public static String time(LocalTime time) {
    return appendTime(new StringBuilder(15), time).toString();
  }

  /** {@code 2018-06-20T06:37:03.120000}. */
  public static String timestamp(LocalDateTime time) {
    StringBuilder text = new StringBuilder(27).append(time.toLocalDate()).append('T');
    return appendTime(text, time.toLocalTime()).toString();
  }

  /** {@code 2018-06-20T06:37:03.120000Z}. */
  public static String instant(Instant instant) {
    return timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + 'Z';
  }

  private static StringBuilder appendTime(StringBuilder text, LocalTime time) {
    pad(text, time.getHour(), 2).append(':');
    pad(text, time.getMinute(), 2).append(':');
    pad(text, time.getSecond(), 2).append('.');
    return pad(text, time.getNano() / NANOS_PER_MICRO, 6);
  }

  static StringBuilder pad(StringBuilder text, long number, int width) {
    String digits = Long.toString(number);
    return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }
}
