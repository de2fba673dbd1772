/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Value;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spells values of MySQL; see {@link RowJson}. */
final class MySqlRowJson {
  private static final String NO_DATE = "0000-00-00";
  private static final int HAS_SRID = 0x2000_0000;

  private MySqlRowJson() {}

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
      return decimal(number, column);
    } else if (value instanceof Value.Text text) {
      return text.value();
    } else if (value instanceof Value.Array labels) {
      return labels(labels.values());
    } else if (value instanceof Value.Json json) {
      return json.value().toString();
    } else if (value instanceof Value.Bits bits) {
      return base64(lowestFirst(bits));
    } else if (value instanceof Value.Bytes bytes) {
      return MySqlTypes.isGeometry(column)
          ? geometry(bytes.value(), column)
          : base64(bytes.value());
    }
    return time(value, column);
  }

  /** An unsigned number of 64 bits is spelled as the signed one with the same bits. */
  private static Object decimal(Value.Decimal number, SourceColumn column) {
    return column.typeName().equals("BIGINT UNSIGNED")
        ? (Object) number.value().toBigIntegerExact().longValue()
        : number.value().toPlainString();
  }

  private static String labels(List<Value> labels) {
    return labels.stream()
        .map(label -> ((Value.Text) label).value())
        .collect(Collectors.joining(","));
  }

  private static byte[] lowestFirst(Value.Bits bits) {
    BigInteger number = new BigInteger(bits.digits(), 2);
    byte[] bytes = new byte[(bits.digits().length() + 7) / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The reference system apart from the bytes; a point with its coordinates besides. */
  private static Map<String, @Nullable Object> geometry(byte[] extended, SourceColumn column) {
    ByteBuffer in = ByteBuffer.wrap(extended).order(ByteOrder.LITTLE_ENDIAN);
    byte order = in.get();
    int type = in.getInt();
    Integer srid = (type & HAS_SRID) == 0 ? null : in.getInt();
    ByteBuffer plain =
        ByteBuffer.allocate(1 + Integer.BYTES + in.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    plain.put(order).putInt(type & ~HAS_SRID).put(in.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    Map<String, @Nullable Object> geometry = new LinkedHashMap<>();
    if (column.typeName().equals("POINT")) {
      geometry.put("x", in.getDouble());
      geometry.put("y", in.getDouble());
    }
    geometry.put("wkb", base64(plain.array()));
    geometry.put("srid", srid);
    return geometry;
  }

  /** Where a column must have a value, capture's own converter spells it. */
  private static String time(Value value, SourceColumn column) {
    if (value instanceof Value.NoDate) {
      return NO_DATE;
    } else if (value instanceof Value.Duration span) {
      return DurationType.format(span.micros());
    } else if (value instanceof Value.Date date) {
      return date.value() + "Z";
    } else if (value instanceof Value.Timestamp timestamp) {
      return column.nullable()
          ? shortest(timestamp.value())
          : Iso.timestamp(timestamp.value()) + "Z";
    } else if (value instanceof Value.Moment moment) {
      return column.nullable()
          ? shortest(LocalDateTime.ofInstant(moment.value(), ZoneOffset.UTC))
          : Iso.instant(moment.value());
    }
    throw new IllegalArgumentException(
        "no column of MySQL holds a " + value.getClass().getSimpleName());
  }

  /** As the connector does, with no more digits than it takes. */
  private static String shortest(LocalDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "Z";
  }
}
