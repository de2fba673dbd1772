/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Random rows of one table, and what becomes of them. */
final class SourceChanges {
  private static final int DUPLICATE = 1062;

  private final Connection session;
  private final RandomTable table;
  private final Dice dice;

  /** The keys of rows that are there, and of those that were, as literals. */
  private List<List<String>> live = new ArrayList<>();

  private List<List<String>> gone = new ArrayList<>();

  private List<List<String>> liveBefore = List.of();
  private List<List<String>> goneBefore = List.of();

  SourceChanges(Connection session, RandomTable table, Dice dice) {
    this.session = session;
    this.table = table;
    this.dice = dice;
  }

  RandomTable table() {
    return table;
  }

  /** What a rollback leads back to. */
  void begin() {
    liveBefore = List.copyOf(live);
    goneBefore = List.copyOf(gone);
  }

  void rollBack() {
    live = new ArrayList<>(liveBefore);
    gone = new ArrayList<>(goneBefore);
  }

  /** One row more, unless its key is taken. */
  int insert() throws SQLException {
    return insert("INSERT", key());
  }

  /** One statement; how many rows it has changed. */
  int change() throws SQLException {
    int choice = live.isEmpty() ? 0 : dice.between(0, 9);
    return switch (choice) {
      case 0, 1 -> insert();
      case 2 -> gone.isEmpty() ? insert() : insert("INSERT", dice.pick(gone));
      case 3 -> delete();
      case 4 -> move();
      case 5 -> insert("REPLACE", dice.pick(live));
      case 6 -> updateMany();
      default -> update(dice.pick(live));
    };
  }

  private List<String> key() {
    return table.key().stream().map(column -> column.kind().literal().apply(dice)).toList();
  }

  private int insert(String verb, List<String> key) throws SQLException {
    List<String> values =
        table.written().stream()
            .map(
                column ->
                    table.key().contains(column)
                        ? key.get(table.key().indexOf(column))
                        : value(column))
            .toList();
    int rows = execute(verb + " INTO " + table.source() + names() + list(values));
    if (rows > 0 && !live.contains(key)) {
      live.add(key);
      gone.remove(key);
    }
    return rows;
  }

  private String names() {
    return table.written().stream()
        .map(column -> Sql.name(column.name()))
        .collect(Collectors.joining(", ", " (", ") VALUES "));
  }

  private static String list(List<String> values) {
    return '(' + String.join(", ", values) + ')';
  }

  private String value(Column column) {
    if (column.isNullable() && dice.percent(15)) {
      return "NULL";
    }
    boolean isDefault = column.attributes().contains("DEFAULT") && dice.percent(20);
    return isDefault ? "DEFAULT" : column.kind().literal().apply(dice);
  }

  private int delete() throws SQLException {
    List<String> key = dice.pick(live);
    live.remove(key);
    gone.add(key);
    return execute("DELETE FROM " + table.source() + where(key));
  }

  /** Another key, and perhaps other values, too. */
  private int move() throws SQLException {
    List<String> from = dice.pick(live);
    List<String> to = new ArrayList<>(from);
    int position = dice.between(0, to.size() - 1);
    Column column = table.key().get(position);
    to.set(position, column.kind().literal().apply(dice));
    String others = dice.percent(50) ? assignments() : "";
    int rows =
        execute(
            "UPDATE "
                + table.source()
                + " SET "
                + Sql.name(column.name())
                + " = "
                + to.get(position)
                + (others.isEmpty() ? "" : ", " + others)
                + where(from));
    if (rows > 0) {
      live.remove(from);
      gone.add(from);
      live.add(to);
    }
    return rows;
  }

  private int update(List<String> key) throws SQLException {
    String assignments = assignments();
    return assignments.isEmpty()
        ? insert()
        : execute("UPDATE " + table.source() + " SET " + assignments + where(key));
  }

  private int updateMany() throws SQLException {
    String assignments = assignments();
    String first = Sql.name(table.key().get(0).name());
    return assignments.isEmpty()
        ? insert()
        : execute(
            "UPDATE "
                + table.source()
                + " SET "
                + assignments
                + " ORDER BY "
                + first
                + " LIMIT "
                + dice.between(2, 5));
  }

  /** For some columns that are no part of the key. */
  private String assignments() {
    List<Column> others =
        table.written().stream().filter(column -> !table.key().contains(column)).toList();
    return dice.some(dice.between(1, 4), others).stream()
        .map(column -> Sql.name(column.name()) + " = " + value(column))
        .collect(Collectors.joining(", "));
  }

  private String where(List<String> key) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      conditions.add(Sql.name(table.key().get(i).name()) + " = " + key.get(i));
    }
    return " WHERE " + String.join(" AND ", conditions);
  }

  private int execute(String sql) throws SQLException {
    try {
      return Sql.execute(session, sql);
    } catch (SQLException e) {
      if (e.getErrorCode() == DUPLICATE) {
        return 0; // another row has that key: nothing has changed
      }
      throw new SQLException(e.getMessage() + " IN " + sql + "\nOF " + table.create(), e);
    }
  }
}
