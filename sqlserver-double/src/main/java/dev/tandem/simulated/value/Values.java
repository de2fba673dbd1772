/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of values, which is that of SQL Server's usual collation as far as ASCII goes. */
public final class Values {
  /** The bytes of a GUID from the weightiest on, as SQL Server sorts them. */
  private static final int[] GUID_ORDER = {10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3};

  private Values() {}

  /** NULL first, as ORDER BY has it. */
  public static int compareNullsFirst(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return compare(left, right);
  }

  /**
   * Compares two values, of which one is first made what the other is.
   *
   * @throws SqlServerError when that cannot be
   */
  public static int compare(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return Long.compare(one, other);
    }
    if (left instanceof Number || right instanceof Number || left instanceof Boolean) {
      return compareNumbers(number(left), number(right));
    }
    if (left instanceof String one && right instanceof String other) {
      return folded(one).compareTo(folded(other));
    }
    if (left instanceof String text) {
      return compareLike(read(text, right), right);
    }
    return compareLike(left, right instanceof String text ? read(text, left) : right);
  }

  /** Case and blanks at the end do not count. */
  private static String folded(String text) {
    return text.stripTrailing().toUpperCase(Locale.ROOT);
  }

  private static Object read(String text, Object like) {
    return Coercion.required(typeOf(like), text);
  }

  private static SqlType typeOf(Object value) {
    if (value instanceof LocalDate) {
      return SqlType.of(Kind.DATE);
    }
    if (value instanceof LocalTime) {
      return new SqlType(Kind.TIME, 0, 7);
    }
    if (value instanceof LocalDateTime) {
      return SqlType.DATETIME2;
    }
    if (value instanceof OffsetDateTime) {
      return SqlType.DATETIMEOFFSET;
    }
    return value instanceof UUID ? SqlType.GUID : SqlType.varbinary(SqlType.MAX);
  }

  private static int compareLike(Object left, Object right) {
    if (left instanceof Binary one && right instanceof Binary other) {
      return one.compareTo(other);
    }
    if (left instanceof UUID one && right instanceof UUID other) {
      return guidInOrder(one).compareTo(guidInOrder(other));
    }
    if (left instanceof LocalTime one && right instanceof LocalTime other) {
      return one.compareTo(other);
    }
    if (left instanceof OffsetDateTime || right instanceof OffsetDateTime) {
      return instant(left).toInstant().compareTo(instant(right).toInstant());
    }
    return dateTime(left).compareTo(dateTime(right));
  }

  private static OffsetDateTime instant(Object value) {
    return (OffsetDateTime) Coercion.required(SqlType.DATETIMEOFFSET, value);
  }

  private static LocalDateTime dateTime(Object value) {
    return (LocalDateTime) Coercion.required(SqlType.DATETIME2, value);
  }

  private static Binary guidInOrder(UUID id) {
    byte[] stored = Guids.stored(id);
    ByteBuffer ordered = ByteBuffer.allocate(stored.length);
    for (int place : GUID_ORDER) {
      ordered.put(stored[place]);
    }
    return Binary.of(ordered.array());
  }

  static int compareNumbers(Number left, Number right) {
    if (isFloating(left) || isFloating(right)) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    return exact(left).compareTo(exact(right));
  }

  /** Whether it is a real or a float. */
  public static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  /** A number of any type as a decimal. */
  public static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return isFloating(number)
        ? BigDecimal.valueOf(number.doubleValue())
        : BigDecimal.valueOf(number.longValue());
  }

  /**
   * What a value is as a number.
   *
   * @throws SqlServerError 245 or 206 when it is none
   */
  public static Number number(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    if (value instanceof Boolean bit) {
      return bit ? 1L : 0L;
    }
    if (value instanceof String text) {
      try {
        return new BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        throw new SqlServerError(
            245, "Conversion failed when converting the nvarchar value to a number.");
      }
    }
    throw new SqlServerError(
        206, "Operand type clash: " + typeOf(value).kind().sqlName() + " is no number.");
  }
}
