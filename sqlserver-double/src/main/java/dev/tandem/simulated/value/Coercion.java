/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a value of any kind what a column of a type would store of it. */
public final class Coercion {
  /** The code page of the collation that the double has everywhere. */
  public static final Charset NARROW = Charset.forName("windows-1252");

  private static final int MONEY_SCALE = 4;
  private static final int OVERFLOW = 8115;
  private static final int CLASH = 206;

  private Coercion() {}

  /**
   * As the column stores it: rounded, padded, checked.
   *
   * @throws SqlServerError 8115, 2628, 245, 241 or 206 when it does not fit
   */
  public static @Nullable Object store(SqlType type, @Nullable Object value) {
    return value == null ? null : required(type, value);
  }

  /** {@link #store} of what is not NULL. */
  public static Object required(SqlType type, Object value) {
    return switch (type.kind()) {
      case BIT -> bit(value);
      case TINYINT -> integer(type, value, 0, 255);
      case SMALLINT -> integer(type, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> integer(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(type, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> Values.number(plain(value)).floatValue();
      case FLOAT -> Values.number(plain(value)).doubleValue();
      case SMALLMONEY -> money(type, value, Integer.SIZE);
      case MONEY -> money(type, value, Long.SIZE);
      case DECIMAL, NUMERIC -> decimal(type, value);
      case DATE -> Temporals.date(plain(value));
      case TIME -> Temporals.time(plain(value), type.scale());
      case SMALLDATETIME -> Temporals.smallDateTime(plain(value));
      case DATETIME -> Temporals.dateTime(plain(value));
      case DATETIME2 -> Temporals.dateTime2(plain(value), type.scale());
      case DATETIMEOFFSET -> Temporals.dateTimeOffset(plain(value), type.scale());
      case UNIQUEIDENTIFIER -> guid(plain(value));
      case CHAR, VARCHAR, NCHAR, NVARCHAR -> text(type, value);
      case TEXT, NTEXT, XML -> text(type, value);
      case BINARY, VARBINARY, IMAGE, ROWVERSION -> binary(type, value);
    };
  }

  /** Java's ways to say the same, brought to one. */
  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      return Binary.of(bytes);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof BigInteger whole ? new BigDecimal(whole) : value;
  }

  private static Boolean bit(Object value) {
    if (value instanceof String text) {
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return Boolean.valueOf(text);
      }
    }
    return Values.number(plain(value)).doubleValue() != 0;
  }

  private static Long integer(SqlType type, Object value, long least, long most) {
    Number number = Values.number(plain(value));
    try {
      long whole =
          number instanceof Long exact
              ? exact
              : Values.exact(number).setScale(0, RoundingMode.DOWN).longValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException e) {
      throw overflow(type);
    }
    throw overflow(type);
  }

  private static BigDecimal money(SqlType type, Object value, int bits) {
    BigDecimal money =
        Values.exact(Values.number(plain(value))).setScale(MONEY_SCALE, RoundingMode.HALF_UP);
    if (money.unscaledValue().bitLength() >= bits) {
      throw overflow(type);
    }
    return money;
  }

  private static BigDecimal decimal(SqlType type, Object value) {
    BigDecimal decimal =
        Values.exact(Values.number(plain(value))).setScale(type.scale(), RoundingMode.HALF_UP);
    if (decimal.precision() > type.length()) {
      throw overflow(type);
    }
    return decimal;
  }

  private static SqlServerError overflow(SqlType type) {
    return new SqlServerError(
        OVERFLOW,
        "Arithmetic overflow error converting expression to data type "
            + type.kind().sqlName()
            + ".");
  }

  private static UUID guid(Object value) {
    if (value instanceof UUID id) {
      return id;
    }
    if (value instanceof Binary binary && binary.length() == 16) {
      return Guids.read(binary.bytes());
    }
    String text = value.toString().replace("{", "").replace("}", "");
    if (text.length() == 36) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException e) {
        throw notGuid();
      }
    }
    throw notGuid();
  }

  private static SqlServerError notGuid() {
    return new SqlServerError(
        8169, "Conversion failed when converting from a character string to uniqueidentifier.");
  }

  private static String text(SqlType type, Object value) {
    String text = spelled(value);
    if (type.kind().isNarrowText()) {
      text = new String(text.getBytes(NARROW), NARROW);
    }
    if (type.length() <= 0) {
      return text;
    }
    if (text.stripTrailing().length() > type.length()) {
      throw truncated();
    }
    String cut = text.substring(0, Math.min(text.length(), type.length()));
    boolean padded = type.kind() == Kind.CHAR || type.kind() == Kind.NCHAR;
    return padded ? cut + " ".repeat(type.length() - cut.length()) : cut;
  }

  /** A value as text, as a cast without a style has it. */
  private static String spelled(Object value) {
    if (value instanceof Boolean bit) {
      return bit ? "1" : "0";
    }
    if (value instanceof UUID id) {
      return id.toString().toUpperCase(Locale.ROOT);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return Temporals.spelled(plain(value));
  }

  private static Binary binary(SqlType type, Object value) {
    Object plain = plain(value);
    if (!(plain instanceof Binary binary)) {
      throw new SqlServerError(
          CLASH, "Operand type clash: only binary goes into " + type.declaration() + ".");
    }
    if (type.length() > 0 && binary.length() > type.length()) {
      throw truncated();
    }
    return type.kind() == Kind.BINARY ? binary.resized(type.length()) : binary;
  }

  private static SqlServerError truncated() {
    return new SqlServerError(2628, "String or binary data would be truncated.");
  }
}
