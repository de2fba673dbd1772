/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.type.UuidType;
import dev.tandem.model.type.Value;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keys as a table of a statement's own, {@code k}, joined to the table {@code t}: SQL Server seeks
 * each of them in an index, while of long conditions with OR it makes a scan.
 */
final class KeyCondition {
  /** A statement takes 2,100, of which the driver needs some for itself. */
  private static final int MOST_PARAMETERS = 2_000;

  private static final int MOST_KEYS = 200;

  private final List<KeyColumn> columns;

  KeyCondition(List<KeyColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /** The keys as rows, in portions of which each goes into one statement. */
  List<List<List<Value>>> portions(Collection<List<Value>> keys) {
    List<List<Value>> rows = keys.stream().flatMap(this::spellings).toList();
    int most = Math.max(1, Math.min(MOST_KEYS, MOST_PARAMETERS / width()));
    List<List<List<Value>>> portions = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += most) {
      portions.add(rows.subList(from, Math.min(rows.size(), from + most)));
    }
    return portions;
  }

  /** An entity may hold sixteen bytes as a UUID, and only its type knows in which order. */
  private Stream<List<Value>> spellings(List<Value> key) {
    boolean hasUuid =
        IntStream.range(0, columns.size()).anyMatch(i -> isUuidOfBytes(columns.get(i), key.get(i)));
    return hasUuid
        ? Stream.of(UuidType.Order.values()).map(order -> spelled(key, order))
        : Stream.of(key);
  }

  private static boolean isUuidOfBytes(KeyColumn column, Value value) {
    return column.isBinary() && value instanceof Value.Text;
  }

  private List<Value> spelled(List<Value> key, UuidType.Order order) {
    List<Value> spelled = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Value value = key.get(i);
      spelled.add(
          isUuidOfBytes(columns.get(i), value) && value instanceof Value.Text uuid
              ? Value.Bytes.of(order.write(UUID.fromString(uuid.value())))
              : value);
    }
    return spelled;
  }

  private int width() {
    return columns.stream().mapToInt(KeyColumn::width).sum();
  }

  /** {@code (VALUES (0, ..), ..) AS k (n, c0, ..) INNER JOIN [d].[s].[t] AS t ON ..}. */
  String from(String table, int keys) {
    String parameters =
        columns.stream()
            .flatMap(column -> Collections.nCopies(column.width(), column.parameter()).stream())
            .collect(Collectors.joining(", "));
    return "(VALUES "
        + joined(keys, i -> "(" + i + ", " + parameters + ')')
        + ") AS k (n, "
        + joined(width(), i -> "c" + i)
        + ") INNER JOIN "
        + table
        + " ON "
        + condition();
  }

  private static String joined(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(", "));
  }

  private String condition() {
    List<String> conditions = new ArrayList<>();
    int place = 0;
    for (KeyColumn column : columns) {
      int last = place + column.width() - 1;
      conditions.add(column.isEqual("k.c" + place, "k.c" + last));
      place = last + 1;
    }
    return String.join(" AND ", conditions);
  }

  void bind(PreparedStatement statement, List<List<Value>> keys) throws SQLException {
    int parameter = 1;
    for (List<Value> key : keys) {
      for (int i = 0; i < columns.size(); i++) {
        parameter = columns.get(i).bind(statement, parameter, key.get(i));
      }
    }
  }
}
