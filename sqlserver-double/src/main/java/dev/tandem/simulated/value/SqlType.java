/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type as a column declares it.
 *
 * @param length characters or bytes, or {@link #MAX}; of decimals the precision; else 0
 * @param scale digits after the point, of decimals and of a second; else 0
 */
public record SqlType(Kind kind, int length, int scale) {
  /** The length of {@code varchar(max)} and its like. */
  public static final int MAX = -1;

  public static final SqlType BIT = of(Kind.BIT);
  public static final SqlType TINYINT = of(Kind.TINYINT);
  public static final SqlType SMALLINT = of(Kind.SMALLINT);
  public static final SqlType INT = of(Kind.INT);
  public static final SqlType BIGINT = of(Kind.BIGINT);
  public static final SqlType FLOAT = of(Kind.FLOAT);
  public static final SqlType DATETIME = of(Kind.DATETIME);
  public static final SqlType GUID = of(Kind.UNIQUEIDENTIFIER);
  public static final SqlType DATETIME2 = new SqlType(Kind.DATETIME2, 0, 7);
  public static final SqlType DATETIMEOFFSET = new SqlType(Kind.DATETIMEOFFSET, 0, 7);

  /** What the catalogue calls sysname. */
  public static final SqlType SYSNAME = nvarchar(128);

  public static final SqlType LSN = new SqlType(Kind.BINARY, 10, 0);

  private static final int LONGEST_FRACTION = 7;
  private static final int USUAL_PRECISION = 18;
  private static final int LARGEST_PRECISION = 38;
  private static final int LONGEST = 8_000;
  private static final Pattern DECLARATION =
      Pattern.compile(
          "\\s*(\\w+)\\s*(?:\\(\\s*(\\d{1,5}|(?i:max))\\s*(?:,\\s*(\\d{1,5})\\s*)?\\))?\\s*");

  public static SqlType of(Kind kind) {
    return new SqlType(kind, 0, 0);
  }

  public static SqlType nvarchar(int length) {
    return new SqlType(Kind.NVARCHAR, length, 0);
  }

  public static SqlType varchar(int length) {
    return new SqlType(Kind.VARCHAR, length, 0);
  }

  public static SqlType varbinary(int length) {
    return new SqlType(Kind.VARBINARY, length, 0);
  }

  public static SqlType numeric(int precision, int scale) {
    return new SqlType(Kind.NUMERIC, precision, scale);
  }

  /**
   * Reads a declaration like {@code decimal(10, 2)}.
   *
   * @throws SqlServerError 2715 for a type that the double does not have
   */
  public static SqlType parse(String declaration) {
    Matcher matcher = DECLARATION.matcher(declaration);
    if (!matcher.matches()) {
      throw unknown(declaration);
    }
    String name = matcher.group(1);
    if (name.equalsIgnoreCase("sysname")) {
      return SYSNAME;
    }
    Kind kind = Kind.named(name).orElseThrow(() -> unknown(declaration));
    String first = matcher.group(2);
    String second = matcher.group(3);
    if (!kind.hasLength() && first != null && !Character.isDigit(first.charAt(0))) {
      throw unknown(declaration);
    }
    if (kind.hasPrecision()) {
      int precision = first == null ? USUAL_PRECISION : Integer.parseInt(first);
      return checked(new SqlType(kind, precision, second == null ? 0 : Integer.parseInt(second)));
    }
    if (kind.hasFraction()) {
      return checked(
          new SqlType(kind, 0, first == null ? LONGEST_FRACTION : Integer.parseInt(first)));
    }
    if (kind.hasLength()) {
      return checked(new SqlType(kind, length(first), 0));
    }
    return first != null && kind == Kind.FLOAT && Integer.parseInt(first) <= 24
        ? of(Kind.REAL)
        : of(kind);
  }

  private static int length(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    return text.toLowerCase(Locale.ROOT).equals("max") ? MAX : Integer.parseInt(text);
  }

  private static SqlType checked(SqlType type) {
    boolean wide = type.kind == Kind.NCHAR || type.kind == Kind.NVARCHAR;
    boolean fits =
        type.kind.hasLength()
            ? type.isMax() || (type.length > 0 && type.length <= (wide ? LONGEST / 2 : LONGEST))
            : type.kind.hasPrecision()
                ? type.length > 0 && type.length <= LARGEST_PRECISION && type.scale <= type.length
                : type.scale <= LONGEST_FRACTION;
    if (!fits) {
      throw unknown(type.declaration());
    }
    return type;
  }

  private static SqlServerError unknown(String declaration) {
    return new SqlServerError(
        2715, "Column, parameter, or variable: Cannot find data type " + declaration + ".");
  }

  public boolean isMax() {
    return length == MAX;
  }

  /** Whether change tables leave out its unchanged values: the max types and their forerunners. */
  public boolean isLong() {
    return isMax() || kind.isFormerLob();
  }

  /** As a column declares it. */
  public String declaration() {
    if (kind.hasLength()) {
      return kind.sqlName() + "(" + (isMax() ? "max" : length) + ")";
    }
    if (kind.hasPrecision()) {
      return kind.sqlName() + "(" + length + "," + scale + ")";
    }
    return kind.hasFraction() ? kind.sqlName() + "(" + scale + ")" : kind.sqlName();
  }
}
