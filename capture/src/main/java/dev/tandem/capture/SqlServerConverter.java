/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import microsoft.sql.DateTimeOffset;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whole what the connector's own conversions of SQL Server's values lose: a DATETIMEOFFSET
 * with a fraction before 1970 arrives a second late (Debezium 3.6.1), and one before 1582 on
 * another day.
 */
public final class SqlServerConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {

  private static final int SECONDS_PER_MINUTE = 60;

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

  static @Nullable Object moment(@Nullable Object moment) {
    if (moment instanceof DateTimeOffset stored) {
      return text(utc(stored).withOffsetSameInstant(offset(stored)));
    } else if (moment instanceof OffsetDateTime stored) {
      return text(stored);
    } else if (moment == null) {
      return null;
    }
    throw new IllegalArgumentException("DATETIMEOFFSET arrives as " + moment.getClass().getName());
  }

  /**
   * The driver keeps the date of UTC in a calendar that is Julian before 1582, where adding the
   * offset may lead to 29 February 1500, which is no day of ISO 8601.
   */
  private static OffsetDateTime utc(DateTimeOffset stored) {
    Timestamp moment = stored.getTimestamp();
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    utc.setTime(moment);
    return OffsetDateTime.of(
        utc.get(Calendar.YEAR),
        utc.get(Calendar.MONTH) + 1,
        utc.get(Calendar.DAY_OF_MONTH),
        utc.get(Calendar.HOUR_OF_DAY),
        utc.get(Calendar.MINUTE),
        utc.get(Calendar.SECOND),
        moment.getNanos(),
        ZoneOffset.UTC);
  }

  private static ZoneOffset offset(DateTimeOffset stored) {
    return ZoneOffset.ofTotalSeconds(stored.getMinutesOffset() * SECONDS_PER_MINUTE);
  }

  private static String text(OffsetDateTime moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
  }
}
