/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import dev.tandem.lending.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction after the other in one session; what they changed counts once it is committed. */
final class Session {
  private final Connection connection;
  private final Dialect dialect;
  private final World world;
  private final Tally tally;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Table, Long> growth = new HashMap<>();
  private long committed;

  Session(Connection connection, Dialect dialect, World world, Tally tally) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.world = world;
    this.tally = tally;
    connection.setAutoCommit(false);
  }

  Dialect dialect() {
    return dialect;
  }

  /** The columns of the rows that a question finds. */
  List<List<@Nullable Object>> ask(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, Arrays.asList(parameters));
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
          List<@Nullable Object> row = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(result.getObject(i));
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  /** Fetches rows with all of their columns, as texts: not every date is one to a driver. */
  void fetch(String sql, List<?> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          for (int i = 1; i <= columns; i++) {
            result.getString(i);
          }
        }
      }
    }
  }

  /** Changes rows, and says how many. */
  int change(Kind kind, Table table, String sql, List<?> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      int rows = statement.executeUpdate();
      count(kind, table, rows);
      return rows;
    }
  }

  /** Inserts rows with one statement. */
  void insert(Table table, List<List<@Nullable Object>> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
      for (List<@Nullable Object> row : rows) {
        dialect.bindRow(statement, table, row);
        statement.addBatch();
      }
      statement.executeBatch();
      count(Kind.INSERT, table, rows.size());
    }
  }

  /** The server deletes rows of a table together with a row of another one. */
  void deletedByCascade(Table table, long rows) {
    count(Kind.DELETE, table, rows);
  }

  private void bind(PreparedStatement statement, List<?> parameters) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      dialect.bind(statement, i + 1, parameters.get(i));
    }
  }

  private void count(Kind kind, Table table, long rows) {
    counts.merge(kind, rows, Long::sum);
    if (kind == Kind.INSERT || kind == Kind.DELETE) {
      growth.merge(table, kind == Kind.INSERT ? rows : -rows, Long::sum);
    }
  }

  /** A unique value has changed hands. */
  void countSwap() {
    counts.merge(Kind.SWAP, 1L, Long::sum);
  }

  /** Rows changed since the last commit. */
  long changes() {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().isChange())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  void commit() throws SQLException {
    connection.commit();
    if (changes() > 0) {
      committed += changes();
      counts.forEach(tally::add);
      tally.add(Kind.TRANSACTION, 1);
      growth.forEach(world::grown);
    }
    forget();
  }

  /** Rows that all transactions of this session have changed. */
  long committed() {
    return committed;
  }

  void rollback() throws SQLException {
    forget();
    connection.rollback();
  }

  /** Gives a transaction up that was meant to be given up. */
  void rollbackOnPurpose() throws SQLException {
    rollback();
    tally.add(Kind.ROLLBACK, 1);
  }

  private void forget() {
    counts.clear();
    growth.clear();
  }
}
