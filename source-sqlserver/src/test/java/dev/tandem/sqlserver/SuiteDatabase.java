/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static org.awaitility.Awaitility.await;

import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The suite's database, in which each test makes tables of its own. */
final class SuiteDatabase implements AutoCloseable {
  /** The capture job of a real server rests for five seconds between two looks at the log. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SqlServerTarget target = SqlServerTarget.open();
  private int tables;
  private int marks;

  SqlServerTarget target() {
    return target;
  }

  String name() {
    return target.database();
  }

  SqlServerReader reader() {
    return new SqlServerReader(target.connection(), List.of(name()));
  }

  /** A table with a name that no other has. */
  TableId create(String columns) {
    return create("t" + ++tables, columns);
  }

  TableId create(String table, String columns) {
    target.createTables("CREATE TABLE dbo." + Sql.quote(table) + " (" + columns + ")");
    return new TableId(name(), "dbo", table);
  }

  /** With a capture instance that the server names. */
  TableId createCaptured(String columns) {
    TableId table = create(columns);
    target.enableCdc(table.table(), "dbo_" + table.table());
    return table;
  }

  Connection session() {
    return target.connection().open();
  }

  void insert(TableId table, String... rows) {
    execute("INSERT INTO " + Sql.quote(table) + " VALUES " + String.join(", ", rows));
  }

  /** Each statement is a transaction of its own. */
  void execute(String... statements) {
    try (Connection session = session()) {
      run(session, statements);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** All statements are one transaction. */
  void transaction(String... statements) {
    try (Connection session = session()) {
      session.setAutoCommit(false);
      run(session, statements);
      session.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Connection session, String... statements) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /**
   * Waits until all that is committed stands in the change tables: the log is read in its order, so
   * whoever sees the last row sees what was before it.
   */
  void awaitCaptured() {
    TableId mark = new TableId(name(), "dbo", "mark");
    if (marks == 0) {
      create(mark.table(), "id int NOT NULL, PRIMARY KEY (id)");
      target.enableCdc(mark.table(), "mark");
    }
    int id = ++marks;
    insert(mark, "(" + id + ")");
    await().atMost(PATIENCE).until(() -> changes("mark").size() == id);
  }

  /** A row of a change table; the key is its first captured column. */
  record Change(Lsn commit, Lsn sequence, int operation, int key) {
    static final int DELETE = 1;
    static final int INSERT = 2;
    static final int BEFORE = 3;
    static final int AFTER = 4;
  }

  /** What a capture instance has, in the order of commits and of what happened in each. */
  List<Change> changes(String instance) {
    String changes = Sql.quote(name()) + ".cdc." + Sql.quote(instance + "_CT");
    String sql =
        "SELECT t.[__$start_lsn], t.[__$seqval], t.[__$operation], t.[id] FROM "
            + changes
            + " AS t ORDER BY t.[__$start_lsn], t.[__$command_id], t.[__$seqval], t.[__$operation]";
    try (Connection session = session();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<Change> found = new ArrayList<>();
      while (row.next()) {
        found.add(
            new Change(
                Lsn.of(row.getBytes(1)), Lsn.of(row.getBytes(2)), row.getInt(3), row.getInt(4)));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Where capture stands once it has published all that the change tables have. */
  SourcePosition captured() {
    try (Connection session = session()) {
      Lsn end = new ChangeTables(session, target.connection(), name()).end().orElseThrow();
      return Positions.of(Map.of(name(), new Positions.Commit(end)));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    target.close();
  }
}
