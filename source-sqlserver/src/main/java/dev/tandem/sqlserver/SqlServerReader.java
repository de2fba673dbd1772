/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import com.microsoft.sqlserver.jdbc.ISQLServerConnection;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.HeldConnection;
import dev.tandem.model.source.QueryRows;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SQL Server directly, over connections of its own: under snapshot isolation where the
 * database allows it, so that it neither waits for writers nor sees a statement's time pass, else
 * what is committed. Used by one thread at a time; every failure is a {@link TandemException} with
 * a {@link SqlServerCode}.
 */
public final class SqlServerReader implements SourceAccess {

  private final SqlServerConnection server;
  private final List<String> databases;
  private final LogScan scan = new LogScan();

  /** Whether each database allows snapshot isolation, as far as the connection has asked. */
  private final Map<String, Boolean> snapshots = new HashMap<>();

  /** For short questions; a scan opens its own, which is busy until its end. */
  private final HeldConnection connection;

  /**
   * Connects when it is first asked something.
   *
   * @param databases of which positions tell
   */
  public SqlServerReader(SqlServerConnection server, List<String> databases) {
    this.server = server;
    this.databases = List.copyOf(databases);
    this.connection = new HeldConnection(this::connect);
  }

  @Override
  public SourceTable table(TableId id) {
    return ask(id.database(), "read the catalogue", open -> new Catalogue(open, server).table(id));
  }

  @Override
  public List<TableId> tables(String database) {
    return ask(
        database, "read the catalogue", open -> new Catalogue(open, server).tables(database));
  }

  @Override
  public List<List<String>> uniqueKeys(TableId id) {
    return ask(
        id.database(), "read the catalogue", open -> new Catalogue(open, server).uniqueKeys(id));
  }

  /** Under snapshot isolation it reads one state of the table: nothing committed later is seen. */
  @Override
  public void scan(SourceTable table, Consumer<SourceRow> rows) {
    TableRows reading = new TableRows(table);
    String sql = "SELECT " + reading.columns() + " FROM " + reading.from();
    try (Connection scanning = server.open()) {
      isolate(scanning, allowsSnapshot(scanning, table.id().database()));
      try (Statement statement = scanning.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        QueryRows.handOver(result, reading::row, rows, scanning);
      }
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, "read table " + table.id(), server);
    }
  }

  /**
   * Keys are compared as the columns' collations do: {@code 'a'} may find {@code 'A'}. Times are
   * found by their microsecond, sixteen bytes by their UUID as well.
   */
  @Override
  public List<SourceRow> find(
      SourceTable table, List<String> keyColumns, Collection<List<Value>> keys) {
    return ask(
        table.id().database(),
        "find rows of table " + table.id(),
        open -> new KeyedRows(table).find(open, server, keyColumns, keys));
  }

  @Override
  public List<SourceRow> first(SourceTable table, int count) {
    TableRows reading = new TableRows(table);
    String order =
        table.key().stream()
            .map(name -> "t." + Sql.quote(name))
            .collect(Collectors.joining(", ", " ORDER BY ", ""));
    String sql =
        "SELECT TOP ("
            + count
            + ") "
            + reading.columns()
            + " FROM "
            + reading.from()
            + (table.key().isEmpty() ? "" : order);
    return ask(
        table.id().database(),
        "read rows of table " + table.id(),
        open -> QueryRows.all(open, sql, reading::row));
  }

  /** The time by the server's clock, for each of the databases. */
  @Override
  public SourcePosition position() {
    return ask(
        "read its clock",
        open -> {
          try (Statement statement = open.createStatement();
              ResultSet row = statement.executeQuery("SELECT SYSDATETIME()")) {
            row.next();
            Positions.Mark now = new Positions.Moment(row.getObject(1, LocalDateTime.class));
            return Positions.of(
                databases.stream().collect(Collectors.toMap(name -> name, name -> now)));
          }
        });
  }

  /**
   * Whether what is captured, which is told by LSNs, has come as far as another position. Of a time
   * this may become true a while after it is so, once the server shows it; that a time contains an
   * LSN is never said.
   */
  @Override
  public boolean contains(SourcePosition whole, SourcePosition part) {
    Map<String, Positions.Mark> captured = new TreeMap<>(Positions.parse(whole));
    for (Map.Entry<String, Positions.Mark> asked : Positions.parse(part).entrySet()) {
      String database = asked.getKey();
      Positions.@Nullable Mark mark = captured.get(database);
      if (mark == null
          || !ask(
              database,
              "compare positions in " + database,
              open -> contains(open, database, mark, asked.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private boolean contains(
      Connection open, String database, Positions.Mark whole, Positions.Mark part)
      throws SQLException {
    if (whole instanceof Positions.Moment now) {
      return part instanceof Positions.Moment then && !then.time().isAfter(now.time());
    }
    Lsn captured = ((Positions.Commit) whole).lsn();
    return part instanceof Positions.Moment then
        ? scan.holds(open, database, captured, then.time())
        : ((Positions.Commit) part).lsn().compareTo(captured) <= 0;
  }

  /** The answers that a former connection was given may not hold any more. */
  private Connection connect() {
    snapshots.clear();
    return server.open();
  }

  /** A question about one database, which settles how the statements are isolated. */
  private <T> T ask(String database, String doing, HeldConnection.Question<T> question) {
    return ask(
        doing,
        open -> {
          @Nullable Boolean snapshot = snapshots.get(database);
          if (snapshot == null) {
            snapshot = allowsSnapshot(open, database);
            snapshots.put(database, snapshot);
          }
          isolate(open, snapshot);
          return question.answer(open);
        });
  }

  private <T> T ask(String doing, HeldConnection.Question<T> question) {
    try {
      return connection.ask(question);
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, doing, server);
    }
  }

  private static boolean allowsSnapshot(Connection open, String database) throws SQLException {
    String sql = "SELECT d.snapshot_isolation_state FROM sys.databases AS d WHERE d.name = ?";
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      statement.setString(1, database);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getInt(1) == 1;
      }
    }
  }

  private static void isolate(Connection open, boolean snapshot) throws SQLException {
    int level =
        snapshot
            ? ISQLServerConnection.TRANSACTION_SNAPSHOT
            : Connection.TRANSACTION_READ_COMMITTED;
    if (open.getTransactionIsolation() != level) {
      open.setTransactionIsolation(level);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
