/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.Spelling;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain values that any configuration has. */
public final class Scalars {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");

  private Scalars() {}

  /**
   * Any text but a blank one.
   *
   * @param label with an article, as in all that follow
   */
  public static Scalar<String> text(String label) {
    return new Scalar<>(
        label,
        text -> {
          if (text.value().isBlank()) {
            throw new Malformed("the text is empty", "write " + label);
          }
          return text.value();
        });
  }

  /** A text that matches a pattern as a whole. */
  public static Scalar<String> matching(String label, Pattern pattern, String suggestion) {
    return new Scalar<>(
        label,
        text -> {
          if (!pattern.matcher(text.value()).matches()) {
            throw new Malformed(text.quoted() + " is not " + label, suggestion);
          }
          return text.value();
        },
        new Look.Matching(pattern));
  }

  /** A whole number between two others, both included. */
  public static Scalar<Long> number(long least, long most) {
    String label = "a number from " + least + " to " + most;
    return new Scalar<>(
        label,
        text -> {
          if (!NUMBER.matcher(text.value()).matches()) {
            throw new Malformed(text.quoted() + " is no whole number", "write " + label);
          }
          long value = Long.parseLong(text.value());
          if (value < least || value > most) {
            throw new Malformed(text.quoted() + " is out of range", "write " + label);
          }
          return value;
        },
        new Look.Whole(least, most));
  }

  /** {@code true} or {@code false}. */
  public static Scalar<Boolean> flag() {
    return new Scalar<>(
        "true or false",
        text ->
            switch (text.value()) {
              case "true", "True", "TRUE" -> true;
              case "false", "False", "FALSE" -> false;
              default ->
                  throw new Malformed(
                      text.quoted() + " is neither true nor false", "write true or false");
            },
        new Look.Flag());
  }

  /** One of an enum's names in lower case. */
  public static <E extends Enum<E>> Scalar<E> word(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> words = constants.stream().map(Scalars::word).toList();
    return new Scalar<>(
        "one of " + String.join(", ", words),
        text -> {
          int index = words.indexOf(text.value());
          if (index >= 0) {
            return constants.get(index);
          }
          Optional<String> nearest = Spelling.nearest(text.value(), words);
          throw new Malformed(
              text.quoted() + " is none of " + String.join(", ", words),
              nearest.map(word -> "did you mean '" + word + "'?").orElse("write one of them"));
        },
        new Look.Words(words));
  }

  /** How an enum's constant is written. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A duration between two others, both included. */
  public static Scalar<Duration> duration(Duration least, Duration most) {
    String label = "a duration such as 90d, 12h, 30m or 10s";
    return new Scalar<>(
        label,
        text -> {
          Duration value =
              duration(text.value())
                  .orElseThrow(
                      () -> new Malformed(text.quoted() + " is no duration", "write " + label));
          if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new Malformed(
                text.quoted() + " is out of range",
                "write " + format(least) + " to " + format(most));
          }
          return value;
        },
        new Look.Matching(DURATION));
  }

  /** Reads {@code 90d}, {@code 12h}, {@code 30m} or {@code 10s}. */
  public static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  private static String format(Duration duration) {
    return duration.toSeconds() % 86_400 == 0
        ? duration.toDays() + "d"
        : duration.toSeconds() + "s";
  }
}
