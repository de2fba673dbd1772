/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.BitsType;
import dev.tandem.model.type.BooleanType;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.Float32Type;
import dev.tandem.model.type.Float64Type;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Type;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which column type holds a domain type, and what an existing column can hold. */
final class ColumnTypes {
  private static final int LONGEST_VARCHAR = 10_485_760;
  private static final Pattern WITH_NUMBERS = Pattern.compile("([a-z ]+)\\((\\d+)(?:,(\\d+))?\\)");

  private ColumnTypes() {}

  /** The type of a new column. */
  static String ddl(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> "boolean";
      case INT -> integer(((IntType) type).bits());
      case UINT64 -> "numeric(20,0)";
      case DECIMAL -> "numeric(" + decimal(type).precision() + "," + decimal(type).scale() + ")";
      case FLOAT32 -> "real";
      case FLOAT64 -> "double precision";
      case TEXT -> text(((TextType) type).length());
      case ENUM -> "text";
      case DATE -> "date";
      case TIME -> "time";
      case DURATION -> "interval";
      case TIMESTAMP -> "timestamp";
      case INSTANT -> "timestamptz";
      case UUID -> "uuid";
      case BYTES -> "bytea";
      case BITS -> "bit(" + ((BitsType) type).length() + ")";
      case JSON -> "jsonb";
      case ARRAY -> ddl(((ArrayType) type).element()) + "[]";
    };
  }

  private static DecimalType decimal(Type type) {
    return (DecimalType) type;
  }

  private static String integer(int bits) {
    return switch (bits) {
      case 16 -> "smallint";
      case 32 -> "integer";
      default -> "bigint";
    };
  }

  private static String text(int length) {
    return length > LONGEST_VARCHAR ? "text" : "varchar(" + length + ")";
  }

  /**
   * What a column must become to hold a type besides what it holds; empty where it does already, or
   * where another kind of column would be needed.
   *
   * @param formatted the column's type as {@code format_type} spells it
   */
  static Optional<Type> widened(String formatted, Type type) {
    Optional<Type> held = limit(formatted);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    return widest(held.get(), type).filter(wide -> !wide.equals(held.get()));
  }

  private static Optional<Type> widest(Type held, Type type) {
    if (held instanceof IntType a && type instanceof IntType b) {
      return Optional.of(new IntType(Math.max(a.bits(), b.bits())));
    } else if (held instanceof TextType a && type instanceof TextType b) {
      return Optional.of(new TextType(Math.max(a.length(), b.length())));
    } else if (held instanceof DecimalType a && type instanceof DecimalType b) {
      int scale = Math.max(a.scale(), b.scale());
      int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
      return Optional.of(new DecimalType(whole + scale, scale));
    }
    return Optional.empty();
  }

  /**
   * What a column can hold unchanged, where PostgreSQL itself would round or cut without a word;
   * empty where it refuses by itself.
   *
   * @param formatted the column's type as {@code format_type} spells it
   */
  static Optional<Type> limit(String formatted) {
    Matcher numbers = WITH_NUMBERS.matcher(formatted);
    if (numbers.matches()) {
      int first = Integer.parseInt(numbers.group(2));
      int second = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
      return switch (numbers.group(1)) {
        case "character varying", "character" -> Optional.of(new TextType(first));
        case "numeric" -> Optional.of(new DecimalType(first, second));
        default -> Optional.empty();
      };
    }
    return switch (formatted) {
      case "smallint" -> Optional.of(new IntType(16));
      case "integer" -> Optional.of(new IntType(32));
      case "bigint" -> Optional.of(new IntType(64));
      case "real" -> Optional.of(new Float32Type());
      case "double precision" -> Optional.of(new Float64Type());
      case "boolean" -> Optional.of(new BooleanType());
      default -> Optional.empty();
    };
  }
}
