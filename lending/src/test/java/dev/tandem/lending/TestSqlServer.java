/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Column.Role;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.model.source.SourceKind;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.simulated.value.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sample's tables on a stand-in for SQL Server, with change data capture on for all of them.
 */
final class TestSqlServer implements AutoCloseable {
  private final SqlServerDouble server = SqlServerDouble.start();
  private final Map<String, List<String>> columns = new ConcurrentHashMap<>();

  private TestSqlServer() {
    db().createTables(LendingSchema.sqlServerDdl());
    Tables.ALL.forEach(table -> db().enableCdc(table.name()));
  }

  static TestSqlServer start() {
    return new TestSqlServer();
  }

  SqlServerDouble server() {
    return server;
  }

  Db db() {
    return server.database(LendingSchema.DATABASE);
  }

  LendingServer lending() {
    return new LendingServer(
        SourceKind.SQL_SERVER, server.host(), server.port(), server.user(), server.password());
  }

  /** The first column of what a question finds. */
  List<String> ask(String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection = lending().open();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(String.valueOf(result.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  long count(String sql) {
    return Long.parseLong(ask(sql).get(0));
  }

  /** All rows with what {@link RevisionWatch} wants to know of them. */
  List<String> revisions() {
    List<String> rows = new ArrayList<>();
    for (Table table : Tables.ALL) {
      int revision = place(table, table.columns(Role.REVISION).get(0));
      List<Integer> key = table.key().stream().map(column -> place(table, column)).toList();
      for (Row row : db().rows(table.name())) {
        List<String> name = key.stream().map(i -> String.valueOf(row.get(i))).toList();
        rows.add(row.get(revision) + " " + table.name() + name);
      }
    }
    return rows;
  }

  /** The values that a column has, NULLs left out. */
  List<Object> values(Table table, Column column) {
    List<Object> values = new ArrayList<>();
    for (Row row : db().rows(table.name())) {
      Object value = row.get(place(table, column));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private int place(Table table, Column column) {
    return columns(table).indexOf(column.name());
  }

  List<String> columns(Table table) {
    return columns.computeIfAbsent(
        table.name(),
        name ->
            ask(
                "SELECT c.name FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id"
                    + " WHERE t.name = '"
                    + name
                    + "' ORDER BY c.column_id"));
  }

  @Override
  public void close() {
    server.close();
  }
}
