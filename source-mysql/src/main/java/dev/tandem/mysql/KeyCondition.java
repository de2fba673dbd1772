/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.UuidType;
import dev.tandem.model.type.Value;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The condition that a row has one of some keys, in a form for which MySQL uses an index. */
final class KeyCondition {
  private final List<SourceColumn> columns;

  KeyCondition(List<SourceColumn> columns) {
    this.columns = columns;
  }

  /** {@code (`a` <=> ? AND `b` <=> ?) OR ...}. */
  String sql(int keys) {
    String one =
        columns.stream().map(KeyCondition::sql).collect(Collectors.joining(" AND ", "(", ")"));
    return String.join(" OR ", Collections.nCopies(keys, one));
  }

  /** An entity may hold sixteen bytes as a UUID, and only its type knows in which order. */
  private static String sql(SourceColumn column) {
    String name = Sql.quote(column.name());
    return isBinary(column)
        ? name + " IN (" + "?, ".repeat(UuidType.Order.values().length - 1) + "?)"
        : name + " <=> ?";
  }

  private static boolean isBinary(SourceColumn column) {
    return column.typeName().equals("BINARY") || column.typeName().equals("VARBINARY");
  }

  void bind(PreparedStatement statement, Collection<List<Value>> keys) throws SQLException {
    int parameter = 1;
    for (List<Value> key : keys) {
      for (int i = 0; i < columns.size(); i++) {
        for (Object value : parameters(columns.get(i), key.get(i))) {
          statement.setObject(parameter, value);
          parameter++;
        }
      }
    }
  }

  private static List<@Nullable Object> parameters(SourceColumn column, Value value) {
    if (!isBinary(column)) {
      return new ArrayList<>(Collections.singletonList(parameter(column, value)));
    }
    List<@Nullable Object> bytes = new ArrayList<>();
    for (UuidType.Order order : UuidType.Order.values()) {
      bytes.add(
          value instanceof Value.Text uuid
              ? order.write(UUID.fromString(uuid.value()))
              : parameter(column, value));
    }
    return bytes;
  }

  private static @Nullable Object parameter(SourceColumn column, Value value) {
    if (value instanceof Value.Text text) {
      return column.typeName().equals("BIT") ? new Value.Bits(text.value()).number() : text.value();
    } else if (value instanceof Value.Bits bits) {
      return bits.number();
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
    } else if (value instanceof Value.NoDate) {
      return "0000-00-00";
    }
    throw new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " cannot be part of a key");
  }

  private static String sqlTime(LocalDateTime time) {
    return Iso.timestamp(time).replace('T', ' ');
  }
}
