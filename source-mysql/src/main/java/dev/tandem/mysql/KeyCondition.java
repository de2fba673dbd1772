/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The condition that a row has one of some keys, in a form for which MySQL uses an index. */
final class KeyCondition {
  private final List<SourceColumn> columns;

  KeyCondition(List<SourceColumn> columns) {
    this.columns = columns;
  }

  /** {@code (`a` <=> ? AND `b` <=> ?) OR ...}. */
  String sql(int keys) {
    String one =
        columns.stream()
            .map(column -> Sql.quote(column.name()) + " <=> ?")
            .collect(Collectors.joining(" AND ", "(", ")"));
    return String.join(" OR ", java.util.Collections.nCopies(keys, one));
  }

  void bind(PreparedStatement statement, Collection<List<Value>> keys) throws SQLException {
    int parameter = 1;
    for (List<Value> key : keys) {
      for (int i = 0; i < columns.size(); i++) {
        statement.setObject(parameter, parameter(columns.get(i).typeName(), key.get(i)));
        parameter++;
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Object parameter(String type, Value value) {
    if (value instanceof Value.Text text) {
      return text(type, text.value());
    } else if (value instanceof Value.Int number) {
      return number.value();
    } else if (value instanceof Value.Decimal number) {
      return number.value();
    } else if (value instanceof Value.Bool bit) {
      return bit.value() ? 1 : 0;
    } else if (value instanceof Value.Bytes bytes) {
      return bytes.value();
    } else if (value.isNull()) {
      return null;
    }
    return time(value);
  }

  private static Object text(String type, String text) {
    return switch (type) {
      case "BIT" -> new BigDecimal(new BigInteger(text, 2));
      case "BINARY", "VARBINARY" -> bytes(UUID.fromString(text));
      default -> text;
    };
  }

  /** An entity may hold sixteen bytes as a UUID. */
  private static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  private static String time(Value value) {
    if (value instanceof Value.Date date) {
      return date.value().toString();
    } else if (value instanceof Value.Timestamp timestamp) {
      return sqlTime(timestamp.value());
    } else if (value instanceof Value.Moment moment) {
      return sqlTime(LocalDateTime.ofInstant(moment.value(), ZoneOffset.UTC));
    } else if (value instanceof Value.Time time) {
      return Iso.time(time.value());
    } else if (value instanceof Value.Duration span) {
      return DurationType.format(span.micros()).replace("+", "");
    } else if (value instanceof Value.Array labels) {
      return labels.values().stream()
          .map(label -> ((Value.Text) label).value())
          .collect(Collectors.joining(","));
    }
    throw new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " cannot be part of a key");
  }

  private static String sqlTime(LocalDateTime time) {
    return Iso.timestamp(time).replace('T', ' ');
  }
}
