/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Changes tables at random, and holds what capture has said of each table until it is read. The
 * order within a table is kept, that between tables is whatever the reader makes it.
 */
final class SimulatedSource {
  private final SplittableRandom random;
  private final List<JoinTables> tables;
  private final SimulatedTables rows = new SimulatedTables();
  private final Map<JoinTables, Queue<Change>> unread = new EnumMap<>(JoinTables.class);

  SimulatedSource(SplittableRandom random, List<JoinTables> tables) {
    this.random = random;
    this.tables = tables;
    tables.forEach(table -> unread.put(table, new ArrayDeque<>()));
  }

  /** A change as capture says it, {@code op} in the letters of Debezium. */
  record Change(
      JoinTables table,
      String op,
      @Nullable Map<String, @Nullable Object> before,
      @Nullable Map<String, @Nullable Object> after) {}

  /** One operation at the source. */
  void operate() {
    JoinTables table = tables.get(random.nextInt(tables.size()));
    Map<String, @Nullable Object> fresh = row(table);
    Map<String, @Nullable Object> row = rows.row(table, SimulatedTables.key(table, fresh));
    if (row == null) {
      say(table, "c", null, fresh);
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1 -> say(table, "d", row, null);
      case 2 -> say(table, "r", null, row); // a snapshot in the middle of the changes
      case 3 -> say(table, "u", row, fresh);
      case 4 -> changeKey(table, row);
      default -> say(table, "u", row, withOne(table, row, fresh));
    }
  }

  /** The connector parts it into a delete and a create. */
  private void changeKey(JoinTables table, Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> moved = new LinkedHashMap<>(row);
    Map<String, @Nullable Object> fresh = row(table);
    table.key().forEach(column -> moved.put(column, fresh.get(column)));
    if (rows.row(table, SimulatedTables.key(table, moved)) == null) {
      say(table, "d", row, null);
      say(table, "c", null, moved);
    }
  }

  private Map<String, @Nullable Object> withOne(
      JoinTables table, Map<String, @Nullable Object> row, Map<String, @Nullable Object> fresh) {
    List<String> columns = new ArrayList<>(table.columns());
    columns.removeAll(table.key());
    String column = columns.get(random.nextInt(columns.size()));
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
    changed.put(column, fresh.get(column));
    return changed;
  }

  private void say(
      JoinTables table,
      String op,
      @Nullable Map<String, @Nullable Object> before,
      @Nullable Map<String, @Nullable Object> after) {
    if (after == null) {
      rows.remove(table, Objects.requireNonNull(before));
    } else {
      rows.put(table, after);
    }
    Objects.requireNonNull(unread.get(table)).add(new Change(table, op, before, after));
  }

  private Map<String, @Nullable Object> row(JoinTables table) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (String column : table.columns()) {
      boolean isKey = table.key().contains(column);
      row.put(column, !isKey && random.nextInt(7) == 0 ? null : value(table, column, isKey));
    }
    return row;
  }

  private Object value(JoinTables table, String column, boolean isKey) {
    JoinTables referred = isKey ? table : JoinTables.REFERRED.get(column);
    if (column.equals("tenant")) {
      return (long) random.nextInt(2);
    } else if (column.equals("loan_id")) {
      return (long) random.nextInt(isKey ? 3 : 4); // the fourth is never there
    } else if (referred == null) {
      int number = random.nextInt(3);
      return table.isText(column) ? "t" + number : (Object) (long) number;
    }
    int number = random.nextInt(isKey ? referred.room() : referred.room() + 1);
    return table.isText(column) ? "k,\"" + number + "\\" : (Object) (long) number;
  }

  /** The next change of a table of which not all is read; empty when all is. */
  Optional<Change> read() {
    List<JoinTables> behind =
        tables.stream()
            .filter(table -> !Objects.requireNonNull(unread.get(table)).isEmpty())
            .toList();
    return behind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Objects.requireNonNull(
                Objects.requireNonNull(unread.get(behind.get(random.nextInt(behind.size()))))
                    .remove()));
  }

  /** Whether all changes of all tables are read. */
  boolean isRead() {
    return unread.values().stream().allMatch(Queue::isEmpty);
  }
}
