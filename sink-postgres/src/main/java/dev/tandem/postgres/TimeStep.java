/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.type.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The step in which a column counts time. What lies between two steps PostgreSQL rounds, or cuts,
 * without a word.
 *
 * @param micros in microseconds
 * @param keepsDay whether the day of a time is kept
 */
record TimeStep(long micros, boolean keepsDay) {
  private static final Pattern PRECISION =
      Pattern.compile("(?:time|timestamp|interval)\\((\\d)\\).*");
  private static final long DAY = 86_400_000_000L;

  /**
   * The step of a column; empty when it keeps every value.
   *
   * @param formatted the column's type as {@code format_type} spells it
   */
  static Optional<TimeStep> of(String formatted) {
    TimeStep step = new TimeStep(micros(formatted), !formatted.matches("time(\\(\\d\\))? .*"));
    return Optional.of(step).filter(some -> some.micros > 1 || !some.keepsDay);
  }

  private static long micros(String formatted) {
    if (formatted.equals("date")) {
      return DAY;
    }
    long micros = 1_000_000;
    Matcher precision = PRECISION.matcher(formatted);
    int digits = precision.matches() ? Integer.parseInt(precision.group(1)) : 6;
    for (int i = 0; i < digits; i++) {
      micros /= 10;
    }
    return micros;
  }

  /** Whether the column holds the value unchanged, as far as that is a time at all. */
  boolean keeps(Value value) {
    if (value instanceof Value.Timestamp timestamp) {
      return keepsDay && isStep(timestamp.value().toInstant(ZoneOffset.UTC));
    } else if (value instanceof Value.Moment moment) {
      return keepsDay && isStep(moment.value());
    } else if (value instanceof Value.Time time) {
      return time.value().toNanoOfDay() / 1_000 % micros == 0;
    }
    return !(value instanceof Value.Duration duration) || duration.micros() % micros == 0;
  }

  private boolean isStep(Instant moment) {
    long sinceEpoch = moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    return sinceEpoch % micros == 0;
  }
}
