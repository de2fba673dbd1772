/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Draw;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inserts, updates and deletes. */
final class Changes {
  private static final int SEVERAL = 12;
  private static final int MANY = 500;

  private Changes() {}

  static void insert(Hands hands) throws SQLException {
    insert(hands, hands.tableToGrow());
  }

  /** Inserts a row, unless it must be below one of a table that is empty. */
  static Optional<Row> insert(Hands hands, Table table) throws SQLException {
    Optional<Row> parent = hands.finder().parent(table);
    return parent.isEmpty() && table.parent().isPresent()
        ? Optional.empty()
        : Optional.of(hands.clerk().insert(table, parent));
  }

  static void insertSeveral(Hands hands) throws SQLException {
    Table table = hands.tableToGrow();
    Optional<Row> parent = hands.finder().parent(table);
    if (parent.isPresent() || table.parent().isEmpty()) {
      int most = several(1 - hands.world().fill(table));
      hands.clerk().insert(table, parent, hands.between(2, most));
    }
  }

  static void updateOneColumn(Hands hands) throws SQLException {
    update(hands, 1);
  }

  static void updateColumns(Hands hands) throws SQLException {
    update(hands, hands.between(2, 6));
  }

  private static void update(Hands hands, int columns) throws SQLException {
    Table table = hands.table();
    Optional<Row> row = hands.finder().any(table);
    if (row.isPresent()) {
      hands.clerk().update(row.get(), hands.values(table, columns, 0.02));
    }
  }

  static void updateSeveral(Hands hands) throws SQLException {
    Table table = hands.table();
    Column column = hands.pick(table.columns(Column::isFree));
    long from = hands.finder().number(table);
    hands.clerk().updateSeveral(table, column, from, hands.between(2, SEVERAL));
  }

  /** What was NULL gets a value, and what had one becomes NULL. */
  static void setAndClear(Hands hands) throws SQLException {
    Table table = hands.table();
    List<Column> nullable = table.columns(column -> column.isFree() && column.values().nullable());
    Optional<Row> row = hands.finder().any(table);
    if (row.isEmpty() || nullable.isEmpty()) {
      return;
    }
    List<String> assignments = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    int first = hands.between(0, nullable.size() - 1);
    for (Column column : nullable.subList(first, Math.min(first + 3, nullable.size()))) {
      String name = column.name();
      assignments.add(name + " = CASE WHEN " + name + " IS NULL THEN ? ELSE NULL END");
      parameters.add(column.values().something(hands.clerk().draw(table)));
    }
    assignments.add(Clerk.RAISED);
    hands.clerk().updateBy(row.get(), assignments, parameters);
  }

  static void setEdges(Hands hands) throws SQLException {
    Table table = hands.table();
    Optional<Row> row = hands.finder().any(table);
    if (row.isPresent()) {
      hands.clerk().update(row.get(), hands.values(table, hands.between(1, 6), 1));
    }
  }

  /** A statement that leaves the row as it is, or raises nothing but its Revision. */
  static void changeNothing(Hands hands) throws SQLException {
    Table table = hands.table();
    Optional<Row> row = hands.finder().any(table);
    if (row.isPresent()) {
      String column = hands.pick(table.columns(Column::isFree)).name();
      String nothing = hands.chance(0.5) ? column + " = " + column : Clerk.RAISED;
      hands.clerk().updateBy(row.get(), List.of(nothing), List.of());
    }
  }

  /** To another place in a target that keeps rows by these columns, or below another parent. */
  static void move(Hands hands) throws SQLException {
    Table table =
        hands.table(
            some ->
                !some.columns(Column.Role.MOVING).isEmpty()
                    || !some.columns(Column.Role.PARENT).isEmpty());
    Optional<Row> row = hands.finder().any(table);
    if (row.isEmpty()) {
      return;
    }
    Map<Column, @Nullable Object> values = new LinkedHashMap<>();
    Draw draw = hands.clerk().draw(table);
    for (Column column : table.columns(Column.Role.MOVING)) {
      if (values.isEmpty() || hands.chance(0.5)) {
        values.put(column, column.values().draw(draw));
      }
    }
    if (!table.columns(Column.Role.PARENT).isEmpty() && (values.isEmpty() || hands.chance(0.4))) {
      Optional<Row> parent = hands.finder().parent(table);
      parent.ifPresent(to -> values.put(table.reference(), to.key().get(0)));
    }
    hands.clerk().update(row.get(), values);
  }

  static void delete(Hands hands) throws SQLException {
    Optional<Row> row = hands.finder().childless(hands.tableToShrink(table -> true));
    if (row.isPresent()) {
      hands.clerk().delete(row.get());
    }
  }

  static void deleteSeveral(Hands hands) throws SQLException {
    Table table = hands.tableToShrink(some -> Tables.childrenOf(some).isEmpty());
    int most = several(hands.world().fill(table) - 1);
    hands.clerk().deleteSeveral(table, hands.finder().number(table), hands.between(2, most));
  }

  /** The more the table has strayed from its first size, the more, so that it never strays far. */
  private static int several(double strayed) {
    return SEVERAL + (int) (MANY * Math.min(1, Math.max(0, strayed)));
  }

  /** A row with all that refers to it: children first. */
  static void deleteTree(Hands hands) throws SQLException {
    Table table = hands.table(some -> !Tables.childrenOf(some).isEmpty());
    Optional<Row> row = hands.finder().any(table);
    if (row.isPresent()) {
      hands.clerk().deleteTree(row.get());
    }
  }
}
