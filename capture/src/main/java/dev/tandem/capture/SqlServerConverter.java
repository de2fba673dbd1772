/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import microsoft.sql.DateTimeOffset;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whole what the connector's own conversions of SQL Server's values lose: a DATETIMEOFFSET
 * with a fraction before 1970 arrives a second late (Debezium 3.6.1), and one before 1582 on
 * another day.
 */
public final class SqlServerConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {

  /** The engine makes one by reflection. */
  public SqlServerConverter() {}

  @Override
  public void configure(Properties properties) {}

  @Override
  public void converterFor(
      RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
    if (column.typeName().equalsIgnoreCase("datetimeoffset")) {
      registration.register(SchemaBuilder.string(), SqlServerConverter::moment);
    }
  }

  private static @Nullable Object moment(@Nullable Object moment) {
    if (moment instanceof DateTimeOffset stored) {
      return text(stored.getOffsetDateTime());
    } else if (moment instanceof OffsetDateTime stored) {
      return text(stored);
    } else if (moment == null) {
      return null;
    }
    throw new IllegalArgumentException("DATETIMEOFFSET arrives as " + moment.getClass().getName());
  }

  private static String text(OffsetDateTime moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
  }
}
