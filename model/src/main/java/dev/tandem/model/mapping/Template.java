/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.Location;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Value;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key made of text and fields, for example <code>{service_name}-{log_timestamp:yyyy-MM-dd}</code>
 * . A format is a pattern of {@link DateTimeFormatter}, in UTC for points in time.
 */
public final class Template {
  private static final Pattern PART = Pattern.compile("\\{([^{}:]+)(?::([^{}]+))?}|([^{}]+)");

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException with a sentence for the user when it is malformed
   */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      parts.add(part(matcher));
      end = matcher.end();
    }
    if (end != text.length() || text.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no template: write text and {field} or {field:format}");
    }
    return new Template(text, List.copyOf(parts));
  }

  private static Part part(Matcher matcher) {
    if (matcher.group(3) != null) {
      return new Literal(matcher.group(3));
    }
    String field = matcher.group(1).strip();
    String pattern = matcher.group(2);
    if (pattern == null) {
      return new Field(field, Optional.empty());
    }
    try {
      return new Field(
          field,
          Optional.of(DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is no date format: use letters such as yyyy-MM-dd", e);
    }
  }

  /** The fields that it is made of. */
  public Set<String> fields() {
    return fieldParts().map(Field::name).collect(Collectors.toUnmodifiableSet());
  }

  /** The fields that it formats as a date or time. */
  public Set<String> formattedFields() {
    return fieldParts()
        .filter(field -> field.format().isPresent())
        .map(Field::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private java.util.stream.Stream<Field> fieldParts() {
    return parts.stream().filter(Field.class::isInstance).map(Field.class::cast);
  }

  /** The key for a location, or empty when one of its fields is NULL. */
  public Optional<String> render(Location location) {
    return render(location::value);
  }

  /** The key for fields looked up by name, or empty when one of them is NULL. */
  public Optional<String> render(Function<String, Value> fields) {
    StringBuilder key = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Literal literal) {
        key.append(literal.text());
      } else if (part instanceof Field field) {
        Value value = fields.apply(field.name());
        if (value.isNull()) {
          return Optional.empty();
        }
        key.append(
            field.format().map(format -> format(format, value)).orElseGet(() -> plain(value)));
      }
    }
    return Optional.of(key.toString());
  }

  private static String format(DateTimeFormatter format, Value value) {
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

  private static String plain(Value value) {
    if (value instanceof Value.Int number) {
      return Long.toString(number.value());
    } else if (value instanceof Value.Text text) {
      return text.value();
    } else if (value instanceof Value.Decimal number) {
      return number.value().toPlainString();
    } else if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.value());
    } else if (value instanceof Value.Date date) {
      return date.value().toString();
    } else if (value instanceof Value.Time time) {
      return Iso.time(time.value());
    } else if (value instanceof Value.Duration duration) {
      return DurationType.format(duration.micros());
    } else if (value instanceof Value.Timestamp timestamp) {
      return Iso.timestamp(timestamp.value());
    } else if (value instanceof Value.Moment moment) {
      return Iso.instant(moment.value());
    }
    throw new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " has no form for a key");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template template && text.equals(template.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Field(String name, Optional<DateTimeFormatter> format) implements Part {}
}
