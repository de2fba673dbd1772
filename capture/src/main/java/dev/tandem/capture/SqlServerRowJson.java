/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.Value;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Spells values of SQL Server; see {@link RowJson}. */
final class SqlServerRowJson {
  private SqlServerRowJson() {}

  /** A value that is not NULL. */
  static Object of(Value value, SourceColumn column) {
    if (value instanceof Value.Int number) {
      return number.value();
    } else if (value instanceof Value.Bool bit) {
      return bit.value();
    } else if (value instanceof Value.Float32 number) {
      return number.value();
    } else if (value instanceof Value.Float64 number) {
      return number.value();
    } else if (value instanceof Value.Decimal number) {
      return number.value().toPlainString();
    } else if (value instanceof Value.Bytes bytes) {
      return Base64.getEncoder().encodeToString(bytes.value());
    } else if (value instanceof Value.Text text) {
      boolean isGuid = column.typeName().equals("UNIQUEIDENTIFIER");
      return isGuid ? text.value().toUpperCase(Locale.ROOT) : text.value();
    }
    return time(value);
  }

  /** The Z of those that have no zone is the connector's. */
  private static String time(Value value) {
    if (value instanceof Value.Date date) {
      return date.value() + "Z";
    } else if (value instanceof Value.Time time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time.value()) + "Z";
    } else if (value instanceof Value.Timestamp timestamp) {
      return local(timestamp.value()) + "Z";
    } else if (value instanceof Value.Moment moment) {
      return moment.value().toString();
    }
    throw new IllegalArgumentException(
        "no column of SQL Server holds a " + value.getClass().getSimpleName());
  }

  private static String local(LocalDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
  }
}
