/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Draw;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Changes rows, one or a few at a time. */
final class Clerk {
  private static final double SOME_EDGES = 0.02;

  /** What every change of a row does to its Revision. */
  static final String RAISED = Table.REVISION + " = " + Table.REVISION + " + 1";

  private final Session session;
  private final World world;
  private final SplittableRandom random;

  Clerk(Session session, World world, SplittableRandom random) {
    this.session = session;
    this.world = world;
    this.random = random;
  }

  Session session() {
    return session;
  }

  /** A source of values, mostly ordinary ones. */
  Draw draw(Table table) {
    return draw(table, SOME_EDGES);
  }

  /** A source of values of which that part are edges of their type. */
  Draw draw(Table table, double edges) {
    return new Draw(random.split(), () -> world.next(table), world.scene(), edges);
  }

  /** Inserts a row below a parent, whose key is one number; without one, the table has none. */
  Row insert(Table table, Optional<Row> parent) throws SQLException {
    List<@Nullable Object> values = newRow(table, parent);
    session.insert(table, List.of(values));
    return new Row(table, key(table, values));
  }

  /** Inserts several rows with one statement. */
  void insert(Table table, Optional<Row> parent, int rows) throws SQLException {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(newRow(table, parent));
    }
    session.insert(table, all);
  }

  private List<@Nullable Object> newRow(Table table, Optional<Row> parent) {
    List<@Nullable Object> values = table.row(draw(table));
    parent.ifPresent(
        row -> values.set(table.columns().indexOf(table.reference()), row.key().get(0)));
    return values;
  }

  private static List<Object> key(Table table, List<@Nullable Object> values) {
    List<Object> key = new ArrayList<>();
    for (Column column : table.key()) {
      Object value = values.get(table.columns().indexOf(column));
      if (value == null) {
        throw new IllegalStateException("a key without " + column.name());
      }
      key.add(value);
    }
    return key;
  }

  /** Inserts a row with that key, which {@link Finder#isFree} must have found free. */
  void insertAs(Row row, Optional<Row> parent) throws SQLException {
    Table table = row.table();
    List<@Nullable Object> values = newRow(table, parent);
    for (int i = 0; i < row.key().size(); i++) {
      values.set(table.columns().indexOf(table.key().get(i)), row.key().get(i));
    }
    session.insert(table, List.of(values));
  }

  /** Inserts a row whose key begins with that number, which no row may have. */
  void insertNumbered(Table table, long number, Optional<Row> parent) throws SQLException {
    List<@Nullable Object> values = newRow(table, parent);
    values.set(table.columns().indexOf(table.key().get(0)), number);
    session.insert(table, List.of(values));
  }

  /** Sets columns of a row to new values. */
  int update(Row row, Map<Column, ? extends @Nullable Object> values) throws SQLException {
    List<String> assignments = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    values.forEach((column, value) -> assign(column, value, assignments, parameters));
    assignments.add(RAISED);
    return change(Kind.UPDATE, row, assignments, parameters);
  }

  /** A NULL stands in the statement itself, so that it needs no type. */
  private static void assign(
      Column column, @Nullable Object value, List<String> assignments, List<Object> parameters) {
    assignments.add(column.name() + (value == null ? " = NULL" : " = ?"));
    if (value != null) {
      parameters.add(value);
    }
  }

  /** Sets columns of a row by expressions with a parameter each, without raising its Revision. */
  int updateBy(Row row, List<String> assignments, List<Object> parameters) throws SQLException {
    return change(Kind.UPDATE, row, assignments, parameters);
  }

  /** Sets a column of several rows, from one number on, with one statement. */
  int updateSeveral(Table table, Column column, long from, int rows) throws SQLException {
    List<String> assignments = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    assign(column, column.values().draw(draw(table)), assignments, parameters);
    assignments.add(RAISED);
    parameters.add(from);
    String all = String.join(", ", assignments);
    String sql = session.dialect().updateSeveral(table, all, fromOn(table), rows);
    return session.change(Kind.UPDATE, table, sql, parameters);
  }

  /** Deletes several rows of a table without children, from one number on, with one statement. */
  int deleteSeveral(Table table, long from, int rows) throws SQLException {
    String sql = session.dialect().deleteSeveral(table, fromOn(table), rows);
    return session.change(Kind.DELETE, table, sql, List.of(from));
  }

  private static String fromOn(Table table) {
    return table.key().get(0).name() + " >= ?";
  }

  int delete(Row row) throws SQLException {
    String sql = "DELETE FROM " + row.table().name() + " WHERE " + row.condition();
    return session.change(Kind.DELETE, row.table(), sql, row.key());
  }

  /**
   * Deletes a row after all those that refer to it, and those that refer to them; what a foreign
   * key deletes is left to it.
   */
  void deleteTree(Row row) throws SQLException {
    for (Table child : Tables.childrenOf(row.table())) {
      String of = " FROM " + child.name() + " WHERE " + child.reference().name() + " = ?";
      if (session.dialect().cascades(child)) {
        session.deletedByCascade(child, lockedChildren(child, row));
      } else if (Tables.childrenOf(child).isEmpty()) {
        session.change(Kind.DELETE, child, "DELETE" + of, row.key());
      } else {
        String keys = "SELECT " + child.key().get(0).name() + of;
        for (List<@Nullable Object> key : session.ask(keys, row.key().toArray())) {
          deleteTree(new Row(child, key(key)));
        }
      }
    }
    delete(row);
  }

  /** The rows that refer to a row: none comes or goes until the transaction ends. */
  private long lockedChildren(Table child, Row row) throws SQLException {
    String condition = child.reference().name() + " = ?";
    String sql = session.dialect().locking("1", child.name(), condition);
    return session.ask(sql, row.key().toArray()).size();
  }

  /** Gives a row another key, and columns new values with the same statement. */
  int rekey(Row row, List<Object> key, Map<Column, ? extends @Nullable Object> values)
      throws SQLException {
    List<String> assignments = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      assign(row.table().key().get(i), key.get(i), assignments, parameters);
    }
    values.forEach((column, value) -> assign(column, value, assignments, parameters));
    assignments.add(Table.REVISION + " = ?");
    parameters.add(world.revision());
    return change(Kind.KEY_CHANGE, row, assignments, parameters);
  }

  private int change(Kind kind, Row row, List<String> assignments, List<Object> parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(row.key());
    String sql =
        "UPDATE "
            + row.table().name()
            + " SET "
            + String.join(", ", assignments)
            + " WHERE "
            + row.condition();
    return session.change(kind, row.table(), sql, all);
  }

  static List<Object> key(List<@Nullable Object> columns) {
    List<Object> key = new ArrayList<>();
    for (Object column : columns) {
      if (column == null) {
        throw new IllegalStateException("NULL in a key");
      }
      key.add(column);
    }
    return key;
  }
}
