/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A value of each kind that rows arrive as: what a type says of it holds for the whole kind, and
 * cannot come to differ from what the mapper does.
 */
final class Samples {
  private static final int UUID_BYTES = 16;

  private Samples() {}

  /** Why the type takes no value of the column, whichever it is; empty when it takes some. */
  static Optional<ValueError> refusal(SourceColumn column, Type type) {
    return sample(column)
        .flatMap(value -> refusal(type, value))
        .filter(error -> error == ValueError.TYPE || error == ValueError.ZONE_MISSING);
  }

  private static Optional<ValueError> refusal(Type type, Value value) {
    try {
      Value unused = type.accept(value);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(e.error());
    }
  }

  static String remedy(SourceColumn column, ValueError error) {
    return error == ValueError.ZONE_MISSING
        ? "Declare timestamp, or name the zone with transform: in_zone(Europe/Berlin)."
        : SqlServerTypes.domainType(column)
            .map(type -> "Declare " + type + ", or make it what it should be with transform:.")
            .orElse("Leave the column out with drop:.");
  }

  private static Optional<Value> sample(SourceColumn column) {
    return Optional.ofNullable(
        switch (column.typeName()) {
          case "BIT" -> new Value.Bool(true);
          case "TINYINT", "SMALLINT", "INT", "BIGINT" -> new Value.Int(0);
          case "DECIMAL", "MONEY", "SMALLMONEY" -> new Value.Decimal(BigDecimal.ZERO);
          case "REAL" -> new Value.Float32(0);
          case "FLOAT" -> new Value.Float64(0);
          case "DATE" -> new Value.Date(LocalDate.EPOCH);
          case "TIME" -> new Value.Time(LocalTime.MIDNIGHT);
          case "DATETIME", "SMALLDATETIME", "DATETIME2" ->
              new Value.Timestamp(LocalDate.EPOCH.atStartOfDay());
          case "DATETIMEOFFSET" -> new Value.Moment(Instant.EPOCH);
          case "CHAR", "NCHAR", "VARCHAR", "NVARCHAR", "TEXT", "NTEXT", "XML" -> new Value.Text("");
          case "BINARY", "VARBINARY", "IMAGE", "ROWVERSION" -> Value.Bytes.of(new byte[UUID_BYTES]);
          default -> null; // what else there is comes as more than one kind, or not at all
        });
  }
}
