/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads types in the spelling that tandem.yaml, the schemas topic and {@link Type#toString()}
 * share.
 */
public final class Types {
  private static final Pattern ONE_NUMBER = Pattern.compile("(string|bits)\\((\\d{1,9})\\)");
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\((\\d{1,4})\\s*,\\s*(\\d{1,4})\\)");
  private static final Pattern ENUM = Pattern.compile("enum\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern ARRAY = Pattern.compile("array<(.+)>", Pattern.DOTALL);

  /** Every spelling, for error messages. */
  public static final String SPELLINGS =
      "boolean, int16, int32, int64, uint64, decimal(p,s), float32, float64, string(n), text, enum(a,b),"
          + " date, time, duration, timestamp, instant, uuid, bytes, bits(n), json, array<T>";

  private Types() {}

  /** The type of that spelling, or empty when there is none. */
  public static Optional<Type> parse(String text) {
    String spelling = text.strip();
    Optional<Type> plain = plain(spelling);
    try {
      return plain.isPresent() ? plain : withParameters(spelling);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Type> plain(String spelling) {
    return switch (spelling) {
      case "boolean" -> Optional.of(new BooleanType());
      case "int16" -> Optional.of(new IntType(16));
      case "int32" -> Optional.of(new IntType(32));
      case "int64" -> Optional.of(new IntType(64));
      case "uint64" -> Optional.of(new Uint64Type());
      case "float32" -> Optional.of(new Float32Type());
      case "float64" -> Optional.of(new Float64Type());
      case "text" -> Optional.of(new TextType(TextType.UNLIMITED));
      case "date" -> Optional.of(new DateType());
      case "time" -> Optional.of(new TimeType());
      case "duration" -> Optional.of(new DurationType());
      case "timestamp" -> Optional.of(new TimestampType());
      case "instant" -> Optional.of(new InstantType());
      case "uuid" -> Optional.of(new UuidType(UuidType.Order.RFC));
      case "uuid(mysql_swapped)" -> Optional.of(new UuidType(UuidType.Order.MYSQL_SWAPPED));
      case "uuid(guid)" -> Optional.of(new UuidType(UuidType.Order.GUID));
      case "bytes" -> Optional.of(new BytesType());
      case "json" -> Optional.of(new JsonType());
      default -> Optional.empty();
    };
  }

  private static Optional<Type> withParameters(String spelling) {
    Matcher number = ONE_NUMBER.matcher(spelling);
    if (number.matches()) {
      int length = Integer.parseInt(number.group(2));
      return Optional.of(
          number.group(1).equals("bits") ? new BitsType(length) : new TextType(length));
    }
    Matcher decimal = DECIMAL.matcher(spelling);
    if (decimal.matches()) {
      return Optional.of(
          new DecimalType(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    Matcher labels = ENUM.matcher(spelling);
    if (labels.matches()) {
      return Optional.of(new EnumType(labels(labels.group(1))));
    }
    Matcher array = ARRAY.matcher(spelling);
    return array.matches() ? parse(array.group(1)).map(ArrayType::new) : Optional.empty();
  }

  private static List<String> labels(String text) {
    List<String> labels = new ArrayList<>();
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        label.append(text.charAt(i));
      } else if (c == ',') {
        labels.add(label.toString());
        label.setLength(0);
      } else {
        label.append(c);
      }
    }
    labels.add(label.toString());
    return labels;
  }
}
