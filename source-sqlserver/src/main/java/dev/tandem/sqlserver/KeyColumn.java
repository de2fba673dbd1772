/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Value;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * A column by which rows are found, and how a value asked for becomes one of exactly its type: only
 * then does SQL Server use an index, and compare as the column does. A value that is none of the
 * type becomes NULL.
 */
final class KeyColumn {
  /** Seven digits of a second in one microsecond, which is as fine as targets are. */
  private static final int FINEST = 7;

  private static final int LAST_NANOS_OF_A_MICROSECOND = 900;

  private final SourceColumn column;
  private final Catalogue.Comparison comparison;

  KeyColumn(SourceColumn column, Catalogue.Comparison comparison) {
    this.column = column;
    this.comparison = comparison;
  }

  boolean isBinary() {
    return column.typeName().equals("BINARY") || column.typeName().equals("VARBINARY");
  }

  /** How many parameters a value has. */
  int width() {
    return isSpan() ? 2 : 1;
  }

  /** Whether many values of the column are one at the target, which has microseconds. */
  private boolean isSpan() {
    return switch (column.typeName()) {
      case "TIME", "DATETIME2", "DATETIMEOFFSET" -> comparison.scale() == FINEST;
      default -> false;
    };
  }

  /** A parameter as a value of the column's type. */
  String parameter() {
    String collate = comparison.collation().map(name -> " COLLATE " + name).orElse("");
    return "TRY_CAST(?" + collate + " AS " + type() + ')';
  }

  /** For lengths the longest, so that no value is cut. */
  private String type() {
    boolean longer = column.length() < 0;
    return switch (column.typeName()) {
      case "DECIMAL" -> "decimal(" + column.length() + ", " + column.scale() + ')';
      case "TIME", "DATETIME2", "DATETIMEOFFSET" ->
          column.typeName().toLowerCase(Locale.ROOT) + '(' + comparison.scale() + ')';
      case "CHAR", "VARCHAR" -> longer ? "varchar(max)" : "varchar(8000)";
      case "NCHAR", "NVARCHAR" -> longer ? "nvarchar(max)" : "nvarchar(4000)";
      case "TEXT" -> "varchar(max)";
      case "NTEXT", "XML" -> "nvarchar(max)";
      case "BINARY", "VARBINARY" -> longer ? "varbinary(max)" : "varbinary(8000)";
      case "IMAGE" -> "varbinary(max)";
      case "ROWVERSION" -> "binary(8)";
      default -> column.typeName().toLowerCase(Locale.ROOT);
    };
  }

  /**
   * The condition that the table's column has the value of a column of the keys.
   *
   * @param key the name of the first of its columns there
   * @param last the name of the last of its columns there
   */
  String isEqual(String key, String last) {
    String name = "t." + Sql.quote(column.name());
    String own =
        switch (column.typeName()) {
          case "TEXT", "NTEXT", "XML", "IMAGE" -> "CONVERT(" + type() + ", " + name + ')';
          default -> name;
        };
    String equal = isSpan() ? own + " BETWEEN " + key + " AND " + last : own + " = " + key;
    return column.nullable()
        ? '(' + equal + " OR (" + name + " IS NULL AND " + key + " IS NULL))"
        : equal;
  }

  /** Sets the value's parameters; returns the place behind them. */
  int bind(PreparedStatement statement, int place, Value value) throws SQLException {
    bindOne(statement, place, value);
    if (isSpan()) {
      bindOne(statement, place + 1, last(value));
    }
    return place + width();
  }

  private static Value last(Value value) {
    if (value instanceof Value.Time time && isWhole(time.value())) {
      return new Value.Time(time.value().plusNanos(LAST_NANOS_OF_A_MICROSECOND));
    } else if (value instanceof Value.Timestamp time && isWhole(time.value())) {
      return new Value.Timestamp(time.value().plusNanos(LAST_NANOS_OF_A_MICROSECOND));
    } else if (value instanceof Value.Moment moment && isWhole(moment.value())) {
      return new Value.Moment(moment.value().plusNanos(LAST_NANOS_OF_A_MICROSECOND));
    }
    return value;
  }

  private static boolean isWhole(TemporalAccessor time) {
    return time.get(ChronoField.NANO_OF_SECOND) % 1_000 == 0;
  }

  private void bindOne(PreparedStatement statement, int place, Value value) throws SQLException {
    if (value.isNull()) {
      statement.setNull(place, Types.NVARCHAR);
    } else if (comparison.collation().isPresent()) {
      statement.setNString(place, text(value)); // nothing else has a collation
    } else if (value instanceof Value.Bool bit) {
      statement.setBoolean(place, bit.value());
    } else if (value instanceof Value.Int number) {
      statement.setLong(place, number.value());
    } else if (value instanceof Value.Decimal number) {
      statement.setBigDecimal(place, number.value());
    } else if (value instanceof Value.Float32 number) {
      statement.setFloat(place, number.value());
    } else if (value instanceof Value.Float64 number) {
      statement.setDouble(place, number.value());
    } else if (value instanceof Value.Bytes bytes) {
      statement.setBytes(place, bytes.value());
    } else {
      statement.setNString(place, text(value));
    }
  }

  /** Times as text, since the driver would send them by a calendar and a zone of its own. */
  private static String text(Value value) {
    if (value instanceof Value.Text text) {
      return text.value();
    } else if (value instanceof Value.Int number) {
      return Long.toString(number.value());
    } else if (value instanceof Value.Decimal number) {
      return number.value().toPlainString();
    } else if (value instanceof Value.Date date) {
      return date.value().toString();
    } else if (value instanceof Value.Time time) {
      return time(time.value());
    } else if (value instanceof Value.Timestamp time) {
      return timestamp(time.value());
    } else if (value instanceof Value.Moment moment) {
      return timestamp(utc(moment.value())) + 'Z';
    }
    throw new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " cannot be part of a key");
  }

  private static LocalDateTime utc(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
  }

  private static String timestamp(LocalDateTime time) {
    return time.toLocalDate() + "T" + time(time.toLocalTime());
  }

  /** With three digits where they suffice, since DATETIME takes no more. */
  private static String time(LocalTime time) {
    String micros = Iso.time(time);
    int hundreds = time.get(ChronoField.NANO_OF_SECOND) / 100 % 10;
    return micros.endsWith("000") && hundreds == 0
        ? micros.substring(0, micros.length() - 3)
        : micros + hundreds;
  }
}
