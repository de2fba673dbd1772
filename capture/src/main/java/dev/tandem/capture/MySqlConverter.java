/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.mysql.Charsets;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Keeps whole what the connector's own conversions lose. */
public final class MySqlConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  /** What stands for a date that no calendar has; wire's reader knows it. */
  private static final String NO_DATE = "0000-00-00";

  /**
   * The parameter of a schema that names the column's type where the connector's is not MySQL's.
   */
  static final String OWN_TYPE = "tandem.type";

  /** What MySQL makes of a type of text whose author gave it the character set binary. */
  private static final Map<String, String> BYTES_OF =
      Map.of(
          "CHAR", "BINARY",
          "VARCHAR", "VARBINARY",
          "TINYTEXT", "TINYBLOB",
          "TEXT", "BLOB",
          "MEDIUMTEXT", "MEDIUMBLOB",
          "LONGTEXT", "LONGBLOB");

  /** The engine makes one by reflection. */
  public MySqlConverter() {}

  @Override
  public void configure(Properties properties) {}

  @Override
  public void converterFor(
      RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
    String type = column.typeName().toUpperCase(Locale.ROOT);
    boolean isLabel = type.equals("ENUM") || type.equals("SET"); // told by its number
    if (!isLabel && column.charsetName() != null && Charsets.isMisread(column.charsetName())) {
      registration.register(SchemaBuilder.string(), MySqlConverter::misread);
      return;
    }
    if ("binary".equalsIgnoreCase(column.charsetName()) && BYTES_OF.containsKey(type)) {
      registration.register(
          SchemaBuilder.string().parameter(OWN_TYPE, BYTES_OF.get(type)),
          text -> bytes(text, type.equals("CHAR") ? column.length().orElse(1) : 0));
      return;
    }
    switch (type) {
      // Negative or above a day it would become NULL, and 24:00 midnight.
      case "TIME" -> registration.register(SchemaBuilder.string(), MySqlConverter::time);
      // A key goes through the connector's own conversion twice, and so have its bytes been turned.
      case "BIT" -> {
        if (column.length().orElse(1) > 1) {
          registration.register(SchemaBuilder.string(), MySqlConverter::bits);
        }
      }
      // The connector's formatter spells times and dates inside a document in its own way.
      case "JSON" -> registration.register(SchemaBuilder.string(), MySqlConverter::json);
      // So called by the DDL of a table made or altered while capture runs: 5 would become true.
      case "BOOL", "BOOLEAN" ->
          registration.register(SchemaBuilder.int16(), MySqlConverter::number);
      // The year 0000 of a snapshot, which EngineSettings makes a number, it would make 2000.
      case "YEAR" -> registration.register(SchemaBuilder.int32(), MySqlConverter::year);
      // Likewise: the connector takes it for a DOUBLE, and stops at the first value that is none.
      case "FLOAT4" -> registration.register(SchemaBuilder.float64(), MySqlConverter::wide);
      case "DATE", "DATETIME", "TIMESTAMP" -> {
        // The reader makes NULL of 0000-00-00; the connector would make 1970-01-01 of that.
        if (!column.isOptional()) {
          registration.register(SchemaBuilder.string(), MySqlConverter::temporal);
        }
      }
      default -> {}
    }
  }

  private static @Nullable Object time(@Nullable Object time) {
    if (time instanceof Duration span) {
      return DurationType.format(
          span.getSeconds() * MICROS_PER_SECOND + span.getNano() / NANOS_PER_MICRO);
    } else if (time == null) {
      return null;
    }
    throw unexpected("TIME", time);
  }

  /** Base64 of the bytes, lowest first, as the connector writes them. */
  private static @Nullable Object bits(@Nullable Object bits) {
    if (bits instanceof byte[] highestFirst) {
      byte[] lowestFirst = new byte[highestFirst.length];
      for (int i = 0; i < lowestFirst.length; i++) {
        lowestFirst[i] = highestFirst[lowestFirst.length - 1 - i];
      }
      return Base64.getEncoder().encodeToString(lowestFirst);
    } else if (bits instanceof BitSet set) {
      return Base64.getEncoder().encodeToString(set.toByteArray());
    } else if (bits == null) {
      return null;
    }
    throw unexpected("BIT", bits);
  }

  private static @Nullable Object bytes(@Nullable Object text, int length) {
    if (text instanceof byte[] bytes) {
      byte[] padded = Arrays.copyOf(bytes, Math.max(length, bytes.length));
      return Base64.getEncoder().encodeToString(padded);
    } else if (text == null) {
      return null;
    }
    throw unexpected("text of the character set binary", text);
  }

  private static @Nullable Object misread(@Nullable Object text) {
    if (text == null) {
      return null;
    }
    throw new IllegalArgumentException(
        "its character set cannot be read from the log: convert the column to utf8mb4");
  }

  private static @Nullable Object json(@Nullable Object document) {
    if (document instanceof byte[] logged) {
      return MySqlJsonDocument.text(logged);
    } else if (document == null || document instanceof String) {
      return document;
    }
    throw unexpected("JSON", document);
  }

  private static @Nullable Object number(@Nullable Object number) {
    if (number instanceof Number digits) {
      return digits.shortValue();
    } else if (number instanceof Boolean bit) {
      return (short) (bit ? 1 : 0);
    } else if (number == null) {
      return null;
    }
    throw unexpected("BOOLEAN", number);
  }

  private static @Nullable Object year(@Nullable Object year) {
    if (year instanceof Year logged) {
      return logged.getValue();
    } else if (year instanceof Number digits) {
      return digits.intValue();
    } else if (year == null) {
      return null;
    }
    throw unexpected("YEAR", year);
  }

  private static @Nullable Object wide(@Nullable Object number) {
    if (number instanceof Number digits) {
      return digits.doubleValue();
    } else if (number == null) {
      return null;
    }
    throw unexpected("FLOAT", number);
  }

  private static Object temporal(@Nullable Object time) {
    if (time == null) {
      return NO_DATE;
    } else if (time instanceof LocalDate day) {
      return day.toString() + 'Z';
    } else if (time instanceof LocalDateTime local) {
      return Iso.timestamp(local) + 'Z';
    } else if (time instanceof Timestamp stamp) {
      return Iso.timestamp(stamp.toLocalDateTime()) + 'Z';
    } else if (time instanceof OffsetDateTime moment) {
      return Iso.instant(moment.toInstant());
    } else if (time instanceof ZonedDateTime moment) {
      return Iso.instant(moment.toInstant());
    }
    throw unexpected("a date or time", time);
  }

  private static IllegalArgumentException unexpected(String type, Object value) {
    return new IllegalArgumentException(type + " arrives as " + value.getClass().getName());
  }
}
