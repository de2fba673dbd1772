/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.type.DurationType;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps MySQL's TIME whole: the connector's own conversion turns what is negative or above a day
 * into NULL, and 24:00:00 into midnight.
 */
public final class MySqlTimeConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  /** The engine makes one by reflection. */
  public MySqlTimeConverter() {}

  @Override
  public void configure(Properties properties) {}

  @Override
  public void converterFor(
      RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
    if (column.typeName().equalsIgnoreCase("TIME")) {
      registration.register(SchemaBuilder.string(), MySqlTimeConverter::text);
    }
  }

  /** The engine also asks for the column's default, which can be of any kind, or absent. */
  private static @Nullable Object text(@Nullable Object time) {
    if (time instanceof Duration span) {
      return DurationType.format(
          span.getSeconds() * MICROS_PER_SECOND + span.getNano() / NANOS_PER_MICRO);
    } else if (time == null || time instanceof String) {
      return null; // a default, which schemaless records never carry
    }
    throw new IllegalArgumentException("TIME arrives as " + time.getClass().getName());
  }
}
