/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** What keeps fields of these types from filling it, or from telling any two rows apart. */
  List<String> problems(Function<String, Optional<Type>> types) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Field field) {
        Optional<Type> type = types.apply(field.name());
        type.flatMap(field::misfit).ifPresent(problems::add);
        if (i + 1 < parts.size() && field.format().isEmpty()) {
          Part next = parts.get(i + 1);
          type.flatMap(known -> blur(field, known, next)).ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  /** Why it cannot be told where a field's text ends and the next part begins. */
  private static Optional<String> blur(Field field, Type type, Part next) {
    if (next instanceof Field other) {
      return Optional.of(
          "runs {"
              + field.name()
              + "} into {"
              + other.name()
              + "}: write a character between them");
    }
    boolean goesOn =
        KeyText.isNumber(type)
            && next instanceof Literal literal
            && (Character.isDigit(literal.text().charAt(0)) || literal.text().charAt(0) == '.');
    return goesOn
        ? Optional.of("goes on with a digit after the number {" + field.name() + "}")
        : Optional.empty();
  }

  /**
   * The template for the fields of a schema. Where several texts are in one key, all but the last
   * are escaped, so that {@code a#b} and {@code c} never make the key of {@code a} and {@code b#c}.
   */
  public Template of(EntitySchema schema) {
    Map<String, Integer> positions = schema.positions();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Field field
          && positions.containsKey(field.name())
          && KeyText.isFree(schema.field(field.name()).type())) {
        free.add(i);
      }
    }
    if (free.size() < 2) {
      return this;
    }
    List<Part> escaping = new ArrayList<>(parts);
    for (int i : free.subList(0, free.size() - 1)) {
      Field field = (Field) parts.get(i);
      escaping.set(i, new Field(field.name(), field.format(), ownCharacters()));
    }
    return new Template(text, List.copyOf(escaping));
  }

  private Set<Integer> ownCharacters() {
    return parts.stream()
        .filter(Literal.class::isInstance)
        .flatMap(part -> ((Literal) part).text().codePoints().boxed())
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
        key.append(field.text(value));
      }
    }
    return Optional.of(key.toString());
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

  /**
   * A field's value.
   *
   * @param escaped the characters that would be taken for the template's own
   */
  private record Field(String name, Optional<DateTimeFormatter> format, Set<Integer> escaped)
      implements Part {
    Field(String name, Optional<DateTimeFormatter> format) {
      this(name, format, Set.of());
    }

    Optional<String> misfit(Type type) {
      if (!KeyText.hasForm(type)) {
        return Optional.of("uses the field " + name + ", and a " + type + " has no form for a key");
      }
      return format
          .flatMap(pattern -> KeyText.misformat(pattern, type))
          .map(why -> "formats the field " + name + " as " + why);
    }

    String text(Value value) {
      if (format.isPresent()) {
        return KeyText.formatted(format.get(), value);
      }
      String plain = KeyText.plain(value);
      return escaped.isEmpty() ? plain : KeyText.escaped(plain, escaped);
    }
  }
}
