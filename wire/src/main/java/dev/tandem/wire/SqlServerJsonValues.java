/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;

/** What Debezium's schemaless JSON means for a column of SQL Server. */
final class SqlServerJsonValues {
  private SqlServerJsonValues() {}

  static JsonValue of(SourceColumn column) {
    return switch (column.typeName()) {
      case "BIT" -> JsonValue::truth;
      case "TINYINT", "SMALLINT", "INT", "BIGINT" -> SqlServerJsonValues::integer;
      case "DECIMAL", "MONEY", "SMALLMONEY" -> JsonValue::decimal;
      case "REAL" -> in -> new Value.Float32(Float.parseFloat(JsonValue.number(in)));
      case "FLOAT" -> in -> new Value.Float64(Double.parseDouble(JsonValue.number(in)));
      case "DATE" -> JsonValue.date();
      case "TIME" -> JsonValue.local(text -> new Value.Time(Iso.parseTime(text)));
      case "DATETIME", "SMALLDATETIME", "DATETIME2" -> JsonValue.timestamp();
      case "DATETIMEOFFSET" -> SqlServerJsonValues::moment;
      case "UNIQUEIDENTIFIER" -> in -> new Value.Text(JsonValue.text(in).toLowerCase(Locale.ROOT));
      case "BINARY", "VARBINARY", "IMAGE", "ROWVERSION", "HIERARCHYID" ->
          in -> JsonValue.bytes(available(in, column));
      default -> in -> new Value.Text(available(in, column));
    };
  }

  private static Value integer(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.NUMBER) {
      throw new Refused(ValueError.TYPE, "not a whole number");
    }
    return new Value.Int(in.integer());
  }

  /** Written with the offset that the row has. */
  private static Value moment(JsonBytes in) throws MalformedJson, Refused {
    try {
      return new Value.Moment(OffsetDateTime.parse(JsonValue.text(in)).toInstant());
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a point in time");
    }
  }

  /** Capture looks such values up; one that it could not must not pass for text. */
  private static String available(JsonBytes in, SourceColumn column) throws MalformedJson, Refused {
    String text = JsonValue.text(in);
    if (SqlServerTypes.isLarge(column) && Unavailable.is(text)) {
      throw new Refused(ValueError.MISSING, "the change does not hold the value");
    }
    return text;
  }
}
