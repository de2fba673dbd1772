/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import dev.tandem.model.type.BooleanType;
import dev.tandem.model.type.BytesType;
import dev.tandem.model.type.DateType;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.Float32Type;
import dev.tandem.model.type.Float64Type;
import dev.tandem.model.type.InstantType;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.TimeType;
import dev.tandem.model.type.TimestampType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.UuidType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The column types of SQL Server, and the domain type that holds all values of each. */
public final class SqlServerTypes {
  private static final int MONEY_DIGITS = 19;
  private static final int SMALLMONEY_DIGITS = 10;
  private static final int MONEY_SCALE = 4;
  private static final int DEFAULT_PRECISION = 18;
  private static final int SYSNAME_LENGTH = 128;

  /** No column that is declared with a length is longer; the driver gives {@code max} as 2^31-1. */
  private static final int LONGEST = 8_000;

  private SqlServerTypes() {}

  /**
   * The column in the one spelling that {@link SourceColumn} describes.
   *
   * @param raw as the catalogue or the driver's metadata spell it: {@code int identity}, {@code
   *     numeric() identity}, {@code timestamp} for ROWVERSION; the length of a {@code max} column
   *     may be anything above 8,000 or below 1
   */
  public static SourceColumn normalise(SourceColumn raw) {
    String type = type(raw.typeName());
    return switch (type) {
      case "DECIMAL" ->
          column(
              raw,
              type,
              raw.length() > 0 ? raw.length() : DEFAULT_PRECISION,
              Math.max(raw.scale(), 0));
      case "CHAR", "NCHAR", "BINARY" -> column(raw, type, Math.max(raw.length(), 1), -1);
      case "VARCHAR", "NVARCHAR", "VARBINARY" -> column(raw, type, declared(raw.length()), -1);
      case "SYSNAME" -> column(raw, "NVARCHAR", SYSNAME_LENGTH, -1);
      default -> column(raw, type, -1, -1);
    };
  }

  private static String type(String spelled) {
    String type = spelled.toUpperCase(Locale.ROOT).strip().replaceAll("(\\(\\))? IDENTITY$", "");
    return switch (type) {
      case "NUMERIC" -> "DECIMAL";
      case "TIMESTAMP" -> "ROWVERSION";
      default -> type;
    };
  }

  private static int declared(int length) {
    return length > LONGEST || length < 1 ? -1 : length;
  }

  private static SourceColumn column(SourceColumn raw, String type, int length, int scale) {
    return new SourceColumn(raw.name(), type, length, scale, raw.nullable(), List.of());
  }

  /** The type, or empty for a column type that Tandem does not carry. */
  public static Optional<Type> domainType(SourceColumn column) {
    return Optional.ofNullable(
        switch (column.typeName()) {
          case "BIT" -> new BooleanType();
          case "TINYINT", "SMALLINT" -> new IntType(16); // TINYINT is 0 to 255
          case "INT" -> new IntType(32);
          case "BIGINT" -> new IntType(64);
          case "DECIMAL" -> new DecimalType(column.length(), column.scale());
          case "MONEY" -> new DecimalType(MONEY_DIGITS, MONEY_SCALE);
          case "SMALLMONEY" -> new DecimalType(SMALLMONEY_DIGITS, MONEY_SCALE);
          case "REAL" -> new Float32Type();
          case "FLOAT" -> new Float64Type();
          case "DATE" -> new DateType();
          case "TIME" -> new TimeType();
          case "DATETIME", "SMALLDATETIME", "DATETIME2" -> new TimestampType();
          case "DATETIMEOFFSET" -> new InstantType();
          case "CHAR", "NCHAR", "VARCHAR", "NVARCHAR" ->
              new TextType(column.length() > 0 ? column.length() : TextType.UNLIMITED);
          case "TEXT", "NTEXT", "XML" -> new TextType(TextType.UNLIMITED);
          case "UNIQUEIDENTIFIER" -> new UuidType(UuidType.Order.RFC);
          case "BINARY", "VARBINARY", "IMAGE", "ROWVERSION", "HIERARCHYID" -> new BytesType();
          default -> null;
        });
  }

  /**
   * Whether change data capture leaves the column NULL in the image of an UPDATE that did not touch
   * it, so that NULL there does not mean NULL.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/sql/relational-databases/system-tables/cdc-capture-instance-ct-transact-sql">cdc.&lt;capture_instance&gt;_CT</a>
   */
  public static boolean isLarge(SourceColumn column) {
    return switch (column.typeName()) {
      case "VARCHAR", "NVARCHAR", "VARBINARY" -> column.length() < 0;
      case "TEXT", "NTEXT", "IMAGE", "XML" -> true;
      default -> false;
    };
  }
}
