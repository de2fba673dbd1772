/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.refused;

import dev.tandem.model.type.Refused;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a column of text spells dates, all of them alike; read strictly. */
final class TimePattern {
  private static final int LONGEST = 64;
  private static final int LONGEST_TEXT = 200;

  /** A year of two digits has no century, and one of any width takes two digits for the year 67. */
  private static final Pattern FULL_YEAR = Pattern.compile("[^yu]*(?:yyyy|uuuu)[^yu]*");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2018, 12, 31, 23, 59, 58);

  private final DateTimeFormatter format;
  private final boolean withTime;

  private TimePattern(DateTimeFormatter format, boolean withTime) {
    this.format = format;
    this.withTime = withTime;
  }

  /** Checks that the first argument names a whole date, and a time when one is asked for. */
  static TimePattern of(Arguments arguments, boolean withTime) throws MalformedTransform {
    String letters = arguments.text(0);
    if (!FULL_YEAR.matcher(QUOTED.matcher(letters).replaceAll("")).matches()) {
      throw arguments.wrong(0, "a pattern with the year as yyyy");
    }
    if (letters.length() <= LONGEST) {
      try {
        TimePattern pattern = new TimePattern(format(letters), withTime);
        pattern.resolved(pattern.format.format(SAMPLE));
        return pattern;
      } catch (DateTimeException | IllegalArgumentException e) {
        // the letters are none, or do not name all that is needed: said below in the same words
      }
    }
    throw arguments.wrong(
        0, "a pattern of at most 64 letters for " + (withTime ? "a date with time" : "a date"));
  }

  private static DateTimeFormatter format(String letters) {
    return new DateTimeFormatterBuilder()
        .parseStrict()
        .appendPattern(letters)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** A date without a time is at its midnight. */
  LocalDateTime parse(String text) throws Refused {
    if (text.length() > LONGEST_TEXT) {
      throw refused("text too long for a date");
    }
    try {
      return resolved(text);
    } catch (DateTimeException e) {
      throw refused("not a date in the form of the pattern, or one that no calendar has");
    }
  }

  private LocalDateTime resolved(String text) {
    TemporalAccessor parsed = format.parse(text);
    LocalDate date = LocalDate.from(parsed);
    return date.atTime(withTime ? LocalTime.from(parsed) : LocalTime.MIN);
  }
}
