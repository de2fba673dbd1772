/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import dev.tandem.model.type.Iso;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Dates and times, as texts in UTC: what a driver makes of date objects depends on its zone. */
final class Times {
  private static final long NANOS_PER_MICRO = 1_000L;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final List<String> DATE_EDGES =
      List.of("0001-01-01", "9999-12-31", "1582-10-10", "2024-02-29", "1970-01-01", "1969-12-31");
  private static final List<String> LOCAL_EDGES =
      List.of(
          "1000-01-01 00:00:00",
          "9999-12-31 23:59:59",
          "1969-12-31 23:59:59",
          "2018-03-25 02:30:00", // in the hour that summer time skipped
          "2024-02-29 00:00:00");
  private static final List<String> LOCAL_MICRO_EDGES =
      List.of(
          "1000-01-01 00:00:00.000001",
          "9999-12-31 23:59:59.999999",
          "1969-12-31 23:59:59.999999",
          "2018-03-25 02:30:00.000000",
          "2024-02-29 12:00:00.100000");
  private static final List<String> INSTANT_EDGES =
      List.of("1970-01-01 00:00:01", "2038-01-19 03:14:07", "2018-03-25 01:30:00");
  private static final List<String> INSTANT_MICRO_EDGES =
      List.of(
          "1970-01-01 00:00:01.000001", "2038-01-19 03:14:07.499999", "2018-03-25 01:30:00.500000");
  private static final List<String> CLOCK_EDGES = List.of("00:00:00", "23:59:59", "12:00:00");
  private static final List<String> CLOCK_MICRO_EDGES =
      List.of("00:00:00.000000", "00:00:00.000001", "23:59:59.999999", "12:00:00.100000");

  private Times() {}

  /** DATE, up to so many days ago. */
  static Values date(int days) {
    return draw -> draw.edge() ? draw.pick(DATE_EDGES) : day(draw, days).toString();
  }

  /** DATE, without those that a calendar of few years would not expect. */
  static Values recentDate(int days) {
    return draw -> day(draw, days).toString();
  }

  private static LocalDate day(Draw draw, int days) {
    return draw.now().toLocalDate().minusDays(draw.between(0, days));
  }

  /** DATETIME. */
  static Values local(int days) {
    return draw -> draw.edge() ? draw.pick(LOCAL_EDGES) : seconds(past(draw, days));
  }

  /** DATETIME(6). */
  static Values localMicros(int days) {
    return draw -> draw.edge() ? draw.pick(LOCAL_MICRO_EDGES) : text(past(draw, days));
  }

  /** TIMESTAMP. */
  static Values instant(int days) {
    return draw -> draw.edge() ? draw.pick(INSTANT_EDGES) : seconds(past(draw, days));
  }

  /** TIMESTAMP(6). */
  static Values instantMicros(int days) {
    return draw -> draw.edge() ? draw.pick(INSTANT_MICRO_EDGES) : text(past(draw, days));
  }

  /**
   * DATETIME(6) of something that is kept for some weeks only: nearly always within 60 days, never
   * older than 85.
   */
  static Values recent() {
    return draw -> {
      LocalDateTime time = past(draw, draw.chance(0.97) ? 60 : 85);
      return text(draw.edge() ? time.withNano((int) (draw.between(0, 1) * 999_999_000)) : time);
    };
  }

  /** TIMESTAMP(6) that differs for each number, so that it can tell rows apart. */
  static Values distinct(int days) {
    return draw ->
        text(past(draw, days).withNano((int) (draw.number() % 1_000_000 * NANOS_PER_MICRO)));
  }

  /** TIME. */
  static Values clock() {
    return draw ->
        draw.edge()
            ? draw.pick(CLOCK_EDGES)
            : Iso.time(LocalTime.ofSecondOfDay(draw.between(0, 86_399)));
  }

  /** TIME(6). */
  static Values clockMicros() {
    return draw ->
        draw.edge()
            ? draw.pick(CLOCK_MICRO_EDGES)
            : Iso.time(
                LocalTime.ofNanoOfDay(draw.between(0, MICROS_PER_DAY - 1) * NANOS_PER_MICRO));
  }

  /** YEAR. */
  static Values year() {
    return draw ->
        draw.edge() ? draw.pick(List.of(1901L, 2155L)) : draw.now().getYear() - draw.between(0, 15);
  }

  private static LocalDateTime past(Draw draw, int days) {
    return draw.now().minus(draw.between(0, days * MICROS_PER_DAY), ChronoUnit.MICROS);
  }

  /** MySQL would round a fraction that the column has no room for. */
  private static String seconds(LocalDateTime time) {
    return text(time.truncatedTo(ChronoUnit.SECONDS)).substring(0, 19);
  }

  /** With six digits of fraction. */
  static String text(LocalDateTime time) {
    return Iso.timestamp(time).replace('T', ' ');
  }
}
