/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.type.CanonicalText;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** How values look inside a key. */
final class KeyText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private KeyText() {}

  /** Whether values of a type can stand in a key. */
  static boolean hasForm(Type type) {
    return switch (type.kind()) {
      case JSON, ARRAY, BYTES, FLOAT32, FLOAT64 -> false;
      default -> true;
    };
  }

  /** Whether any character may occur in a value. */
  static boolean isFree(Type type) {
    return switch (type.kind()) {
      case TEXT, ENUM -> true;
      default -> false;
    };
  }

  /** Whether values are numbers, of any length. */
  static boolean isNumber(Type type) {
    return switch (type.kind()) {
      case INT, UINT64, DECIMAL -> true;
      default -> false;
    };
  }

  /** Why a format cannot be used for a type. */
  static Optional<String> misformat(DateTimeFormatter format, Type type) {
    TemporalAccessor sample =
        switch (type.kind()) {
          case DATE -> LocalDate.EPOCH;
          case TIME -> LocalTime.NOON;
          case TIMESTAMP -> LocalDateTime.of(LocalDate.EPOCH, LocalTime.NOON);
          case INSTANT -> Instant.EPOCH;
          default -> null;
        };
    if (sample == null) {
      return Optional.of("a time, but it is a " + type);
    }
    try {
      String unused = format.format(sample);
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of("what a " + type + " does not have");
    }
  }

  /**
   * A value without a format.
   *
   * @throws IllegalArgumentException for a value of a type that has no form
   */
  static String plain(Value value) {
    return CanonicalText.of(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a " + value.getClass().getSimpleName() + " has no form for a key"));
  }

  /**
   * A value in a format.
   *
   * @throws IllegalArgumentException when the value does not have what the format asks for
   */
  static String formatted(DateTimeFormatter format, Value value) {
    TemporalAccessor time;
    if (value instanceof Value.Date date) {
      time = date.value();
    } else if (value instanceof Value.Timestamp timestamp) {
      time = timestamp.value();
    } else if (value instanceof Value.Moment moment) {
      time = moment.value();
    } else if (value instanceof Value.Time timeOfDay) {
      time = timeOfDay.value();
    } else {
      throw new IllegalArgumentException("no date or time to format");
    }
    try {
      return format.format(time);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the format asks for what the value does not have", e);
    }
  }

  /** The text with these characters, and the percent sign, as {@code %XX} of their UTF-8 bytes. */
  static String escaped(String text, Set<Integer> characters) {
    if (text.codePoints().noneMatch(c -> c == '%' || characters.contains(c))) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '%' || characters.contains(c)) {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  escaped.append('%').append(HEX.toHexDigits(octet));
                }
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
