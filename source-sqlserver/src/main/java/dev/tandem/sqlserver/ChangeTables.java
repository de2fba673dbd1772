/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What change data capture knows of one database. Used by one thread at a time; every failure is a
 * {@link dev.tandem.model.error.TandemException} with a {@link SqlServerCode}.
 */
public final class ChangeTables {
  /** What the capture job does unless it is told otherwise. */
  private static final long USUAL_POLLING_SECONDS = 5;

  private final Connection connection;
  private final SqlServerConnection server;
  private final String database;
  private final CaptureInstances instances;
  private final CaptureJobs jobs;

  /** Reads over a connection that stays the caller's to close. */
  public ChangeTables(Connection connection, SqlServerConnection server, String database) {
    this.connection = connection;
    this.server = server;
    this.database = database;
    this.instances = new CaptureInstances(connection, database);
    this.jobs = new CaptureJobs(connection, database);
  }

  /** All capture instances, the newest last. */
  public List<CaptureInstance> instances() {
    return ask("list the capture instances", instances::all);
  }

  /** The last commit that the capture job has noted, or the end of the log where it found none. */
  public Optional<Lsn> end() {
    String sql =
        "SELECT TOP (1) m.start_lsn FROM %s.cdc.lsn_time_mapping AS m ORDER BY m.start_lsn DESC";
    return ask(
        "read how far changes are captured",
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(in(sql))) {
            return row.next() ? CaptureInstances.lsn(row, 1) : Optional.empty();
          }
        });
  }

  /**
   * When the commit of an LSN, or the last one noted before it, came about; empty when that is
   * cleaned up. Wrong by an hour where the server's zone has changed its offset since.
   */
  public Optional<Instant> timeOf(Lsn lsn) {
    String sql =
        "SELECT TOP (1) m.tran_end_time FROM %s.cdc.lsn_time_mapping AS m"
            + " WHERE m.start_lsn <= CAST(? AS binary(10)) ORDER BY m.start_lsn DESC";
    return ask(
        "read the time of a commit",
        () -> {
          Duration offset = ServerClock.offset(connection);
          try (PreparedStatement statement = connection.prepareStatement(in(sql))) {
            statement.setBytes(1, lsn.bytes());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(ServerClock.instant(row.getObject(1, LocalDateTime.class), offset))
                  : Optional.empty();
            }
          }
        });
  }

  /** The time by the server's clock. */
  public Instant now() {
    return ask("read its clock", () -> ServerClock.now(connection));
  }

  /** How long changes are kept; empty when the login may not know, or nothing cleans them up. */
  public OptionalLong retentionMinutes() {
    return ask("read how long changes are kept", jobs::retentionMinutes);
  }

  /** How long the capture job rests between two looks at the log, in seconds. */
  public long pollingIntervalSeconds() {
    return ask("read how often changes are captured", jobs::pollingIntervalSeconds)
        .orElse(USUAL_POLLING_SECONDS);
  }

  /** Whether SQL Server Agent runs; empty when the login may not know. */
  public Optional<Boolean> agentRuns() {
    return ask("look for SQL Server Agent", jobs::agentRuns);
  }

  /**
   * The columns of a table that its newest capture instance lacks, without those of which change
   * data capture has no values; empty for a table without an instance.
   */
  public List<SourceColumn> uncaptured(TableId table) {
    Optional<CaptureInstance> newest =
        ask("list the capture instances", () -> instances.newest(table));
    if (newest.isEmpty()) {
      return List.of();
    }
    Catalogue catalogue = new Catalogue(connection, server);
    Set<String> computed = catalogue.computed(table);
    return catalogue.table(table).columns().stream()
        .filter(column -> !newest.get().columns().contains(column.name()))
        .filter(column -> !computed.contains(column.name()))
        .filter(column -> SqlServerTypes.domainType(column).isPresent())
        .toList();
  }

  /**
   * The commit of the first alteration of a table since its oldest capture instance was made; empty
   * when the capture job has read of none.
   */
  public Optional<Lsn> alteredAt(TableId table) {
    return ask("read the alterations of table " + table, () -> instances.alteredAt(table));
  }

  /**
   * The keys of the rows that a capture instance saw change, as they were and as they became, each
   * once.
   *
   * @param from the last commit before those that are looked at
   * @param to the last commit that is looked at
   * @param table declares the columns of the key
   */
  public List<List<Value>> keysChanged(
      CaptureInstance old, Lsn from, Lsn to, SourceTable table, List<String> key) {
    List<ColumnReader> columns = readers(table, key);
    String sql =
        selected(old, columns)
            + " WHERE t.[__$start_lsn] > CAST(? AS binary(10))"
            + " AND t.[__$start_lsn] <= CAST(? AS binary(10))";
    return ask(
        "read the changes of table " + table.id(),
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, from.bytes());
            statement.setBytes(2, to.bytes());
            try (ResultSet row = statement.executeQuery()) {
              return List.copyOf(values(row, columns));
            }
          }
        });
  }

  /**
   * A row as one change found or left it; empty when the capture instance does not have the change.
   *
   * @param change the change's own LSN within its commit
   * @param operation 1 for a deleted row, 2 for a created one, 3 and 4 for one before and after an
   *     update
   * @param columns the table with the columns to read
   */
  public Optional<SourceRow> image(
      CaptureInstance instance, Lsn commit, Lsn change, int operation, SourceTable columns) {
    List<ColumnReader> readers =
        readers(columns, columns.columns().stream().map(SourceColumn::name).toList());
    String sql =
        selected(instance, readers)
            + " WHERE t.[__$start_lsn] = CAST(? AS binary(10))"
            + " AND t.[__$seqval] = CAST(? AS binary(10)) AND t.[__$operation] = ?";
    return ask(
        "read a change of table " + columns.id(),
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, commit.bytes());
            statement.setBytes(2, change.bytes());
            statement.setInt(3, operation);
            try (ResultSet row = statement.executeQuery()) {
              return values(row, readers).stream()
                  .findFirst()
                  .map(values -> new SourceRow(columns, values.toArray(Value[]::new)));
            }
          }
        });
  }

  private String selected(CaptureInstance instance, List<ColumnReader> columns) {
    return "SELECT "
        + columns.stream().map(ColumnReader::expression).collect(Collectors.joining(", "))
        + " FROM "
        + Sql.quote(database)
        + ".cdc."
        + Sql.quote(instance.name() + "_CT")
        + " AS t";
  }

  private static List<ColumnReader> readers(SourceTable table, List<String> key) {
    Map<String, Integer> places = table.positions();
    List<ColumnReader> readers = new ArrayList<>();
    for (String name : key) {
      Integer place = places.get(name);
      if (place == null) {
        throw new IllegalArgumentException("no column " + name + " in " + table.id());
      }
      readers.add(new ColumnReader(table, table.columns().get(place)));
    }
    return readers;
  }

  private static Set<List<Value>> values(ResultSet row, List<ColumnReader> columns)
      throws SQLException {
    Set<List<Value>> keys = new LinkedHashSet<>();
    while (row.next()) {
      List<Value> key = new ArrayList<>();
      for (ColumnReader column : columns) {
        key.add(column.read(row, key.size() + 1));
      }
      keys.add(key);
    }
    return keys;
  }

  private String in(String sql) {
    return sql.replace("%s", Sql.quote(database));
  }

  private <T> T ask(String doing, Question<T> question) {
    try {
      return question.answer();
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, doing + " in database " + database, server);
    }
  }

  private interface Question<T> {
    T answer() throws SQLException;
  }
}
