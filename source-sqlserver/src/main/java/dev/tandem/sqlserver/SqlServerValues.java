/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the driver's results mean, column by column. */
final class SqlServerValues {
  private SqlServerValues() {}

  /** Reads a value of a row, NULL included. */
  interface Decoder {
    Value read(ResultSet row, int place) throws SQLException;
  }

  private interface Getter<T> {
    @Nullable T get(ResultSet row, int place) throws SQLException;
  }

  /**
   * What to select so that the value arrives whole. The driver keeps a DATETIMEOFFSET as
   * milliseconds of a calendar that has no 10 October 1582, so the server makes UTC of it.
   *
   * @param name of the column, quoted and with the table's alias
   */
  static String expression(SourceColumn column, String name) {
    return switch (column.typeName()) {
      case "DATETIMEOFFSET" -> "CAST(SWITCHOFFSET(" + name + ", '+00:00') AS datetime2(7))";
      case "HIERARCHYID" -> "CAST(" + name + " AS varbinary(892))";
      default -> name;
    };
  }

  static Decoder decoder(SourceColumn column) {
    return switch (column.typeName()) {
      case "BIT" -> of(ResultSet::getBoolean, Value.Bool::new);
      case "TINYINT", "SMALLINT", "INT", "BIGINT" -> of(ResultSet::getLong, Value.Int::new);
      case "DECIMAL", "MONEY", "SMALLMONEY" -> of(ResultSet::getBigDecimal, Value.Decimal::new);
      case "REAL" -> of(ResultSet::getFloat, Value.Float32::new);
      case "FLOAT" -> of(ResultSet::getDouble, Value.Float64::new);
      case "DATE" -> of(as(LocalDate.class), Value.Date::new);
      case "TIME" -> of(as(LocalTime.class), Value.Time::new);
      case "DATETIME", "SMALLDATETIME", "DATETIME2" ->
          of(as(LocalDateTime.class), Value.Timestamp::new);
      case "DATETIMEOFFSET" ->
          of(as(LocalDateTime.class), utc -> new Value.Moment(utc.toInstant(ZoneOffset.UTC)));
      case "UNIQUEIDENTIFIER" ->
          of(ResultSet::getString, text -> new Value.Text(text.toLowerCase(Locale.ROOT)));
      case "BINARY", "VARBINARY", "IMAGE", "ROWVERSION", "HIERARCHYID" ->
          of(ResultSet::getBytes, Value.Bytes::of);
      default -> of(ResultSet::getString, Value.Text::new);
    };
  }

  /** These, and these alone, the driver makes without a zone, and by the calendar of ISO 8601. */
  private static <T> Getter<T> as(Class<T> type) {
    return (row, place) -> row.getObject(place, type);
  }

  private static <T> Decoder of(Getter<T> getter, Function<T, Value> value) {
    return (row, place) -> {
      T got = getter.get(row, place);
      return got == null || row.wasNull() ? Value.NULL : value.apply(got);
    };
  }
}
