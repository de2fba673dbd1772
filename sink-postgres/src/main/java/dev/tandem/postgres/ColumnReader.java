/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;

/**
 * How a column's value is read; what is no value of the type comes back as text, to be shown as it
 * is.
 */
final class ColumnReader {
  private static final String MICROS = "::numeric * 1000000)::bigint";

  private ColumnReader() {}

  /** What to select for a column. */
  static String expression(Type type, String column) {
    return switch (type.kind()) {
      case DURATION -> "(EXTRACT(EPOCH FROM " + column + ")" + MICROS;
      case INT, FLOAT32, FLOAT64, BOOLEAN, BYTES, DECIMAL, UINT64, ARRAY -> column;
      default -> column + "::text";
    };
  }

  static Value read(Type type, ResultSet row, int column) throws SQLException {
    if (row.getObject(column) == null) {
      return Value.NULL;
    }
    try {
      return switch (type.kind()) {
        case BOOLEAN -> new Value.Bool(row.getBoolean(column));
        case INT -> new Value.Int(row.getLong(column));
        case UINT64, DECIMAL -> new Value.Decimal(new BigDecimal(row.getString(column)));
        case FLOAT32 -> new Value.Float32(row.getFloat(column));
        case FLOAT64 -> new Value.Float64(row.getDouble(column));
        case DURATION -> new Value.Duration(row.getLong(column));
        case BYTES -> Value.Bytes.of(row.getBytes(column));
        case DATE -> new Value.Date(LocalDate.parse(row.getString(column)));
        case TIME -> new Value.Time(LocalTime.parse(row.getString(column)));
        case TIMESTAMP -> new Value.Timestamp(LocalDateTime.parse(iso(row.getString(column))));
        case INSTANT ->
            new Value.Moment(OffsetDateTime.parse(iso(row.getString(column)) + ":00").toInstant());
        case JSON -> new Value.Json(JsonTree.parse(row.getString(column)));
        case ARRAY -> array(row, column);
        case TEXT, ENUM, UUID, BITS -> new Value.Text(row.getString(column));
      };
    } catch (DateTimeException | NumberFormatException | Refused e) {
      return new Value.Text(row.getString(column));
    }
  }

  private static String iso(String text) {
    return text.replace(' ', 'T');
  }

  private static Value array(ResultSet row, int column) throws SQLException {
    Object[] items = (Object[]) row.getArray(column).getArray();
    return new Value.Array(
        Arrays.stream(items)
            .map(item -> item == null ? Value.NULL : (Value) new Value.Text(item.toString()))
            .toList());
  }
}
