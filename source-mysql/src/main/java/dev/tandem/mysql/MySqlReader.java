/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.HeldConnection;
import dev.tandem.model.source.QueryRows;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceColumn;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads a MySQL server directly, over connections of its own. Dates that no calendar has are read
 * as the pipeline delivers them: as NULL, or as no date where the column is NOT NULL. Used by one
 * thread at a time; every failure is a {@link TandemException} with a {@link MySqlCode}.
 */
public final class MySqlReader implements SourceAccess {
  private static final int KEYS_PER_STATEMENT = 200;

  private final MySqlConnection server;

  /** For short questions; a scan opens its own, which is busy until its end. */
  private final HeldConnection connection;

  /** Connects when it is first asked something. */
  public MySqlReader(MySqlConnection server) {
    this.server = server;
    this.connection = new HeldConnection(server::open);
  }

  @Override
  public SourceTable table(TableId id) {
    return ask("read the catalogue", open -> new Catalogue(open, server).table(id));
  }

  @Override
  public List<TableId> tables(String database) {
    return ask("read the catalogue", open -> new Catalogue(open, server).tables(database));
  }

  @Override
  public List<List<String>> uniqueKeys(TableId id) {
    return ask("read the catalogue", open -> new Catalogue(open, server).uniqueKeys(id));
  }

  /** Reads one consistent state of the table: what is committed later is not seen. */
  @Override
  public void scan(SourceTable table, Consumer<SourceRow> rows) {
    TableRows reading = new TableRows(table);
    try (Connection scanning = server.open();
        Statement statement = scanning.createStatement()) {
      statement.setFetchSize(Integer.MIN_VALUE); // row by row, as the driver spells it
      try (ResultSet result = statement.executeQuery(reading.select())) {
        QueryRows.handOver(result, reading::row, rows, scanning);
      }
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "read table " + table.id(), server);
    }
  }

  /**
   * Keys are compared as the columns' collations do: {@code 'a'} may find {@code 'A'}. Sixteen
   * bytes may be asked for by their UUID.
   */
  @Override
  public List<SourceRow> find(
      SourceTable table, List<String> keyColumns, Collection<List<Value>> keys) {
    List<List<Value>> all = List.copyOf(keys);
    KeyCondition condition = new KeyCondition(columns(table, keyColumns));
    TableRows reading = new TableRows(table);
    return ask(
        "find rows of table " + table.id(),
        open -> {
          List<SourceRow> found = new ArrayList<>();
          for (int from = 0; from < all.size(); from += KEYS_PER_STATEMENT) {
            List<List<Value>> some =
                all.subList(from, Math.min(all.size(), from + KEYS_PER_STATEMENT));
            found.addAll(find(open, reading, condition, some));
          }
          return found;
        });
  }

  private List<SourceRow> find(
      Connection open, TableRows reading, KeyCondition condition, List<List<Value>> keys)
      throws SQLException {
    String sql = reading.select() + " WHERE " + condition.sql(keys.size());
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      condition.bind(statement, keys);
      List<SourceRow> found = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(reading.row(result));
        }
      }
      return found;
    }
  }

  @Override
  public List<SourceRow> first(SourceTable table, int count) {
    TableRows reading = new TableRows(table);
    String order =
        table.key().stream().map(Sql::quote).collect(Collectors.joining(", ", " ORDER BY ", ""));
    String sql = reading.select() + (table.key().isEmpty() ? "" : order) + " LIMIT " + count;
    return ask("read rows of table " + table.id(), open -> QueryRows.all(open, sql, reading::row));
  }

  @Override
  public SourcePosition position() {
    return server().executed();
  }

  @Override
  public boolean contains(SourcePosition whole, SourcePosition part) {
    return ask(
        "compare positions",
        open -> {
          try (PreparedStatement statement = open.prepareStatement("SELECT GTID_SUBSET(?, ?)")) {
            statement.setString(1, part.text());
            statement.setString(2, whole.text());
            try (ResultSet result = statement.executeQuery()) {
              result.next();
              return result.getBoolean(1);
            }
          }
        });
  }

  /** Who answers now, and where its log stands. */
  public MySqlServer server() {
    String sql =
        "SELECT @@GLOBAL.server_uuid, @@GLOBAL.version, @@GLOBAL.gtid_executed, @@GLOBAL.gtid_purged";
    return ask(
        "read its position",
        open -> {
          try (Statement statement = open.createStatement();
              ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new MySqlServer(
                result.getString(1),
                result.getString(2),
                position(result.getString(3)),
                position(result.getString(4)));
          }
        });
  }

  /**
   * About how many rows a table holds, as its statistics have it, which may be days old; empty
   * where they have nothing.
   */
  public OptionalLong estimatedRows(TableId id) {
    String sql =
        "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
    return ask(
        "read the catalogue",
        open -> {
          try (PreparedStatement statement = open.prepareStatement(sql)) {
            statement.setString(1, id.database());
            statement.setString(2, id.table());
            try (ResultSet result = statement.executeQuery()) {
              long rows = result.next() ? result.getLong(1) : 0;
              return rows == 0 ? OptionalLong.empty() : OptionalLong.of(rows);
            }
          }
        });
  }

  /** How long the server keeps a file of its log by itself; empty when it deletes none. */
  public Optional<Duration> logRetention() {
    return ask(
        "read how long it keeps its log",
        open -> {
          Map<String, String> variables = new HashMap<>();
          try (Statement statement = open.createStatement();
              ResultSet result =
                  statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'binlog_expire_logs%'")) {
            while (result.next()) {
              variables.put(result.getString(1), result.getString(2));
            }
          }
          long seconds = Long.parseLong(variables.getOrDefault("binlog_expire_logs_seconds", "0"));
          boolean purges =
              variables.getOrDefault("binlog_expire_logs_auto_purge", "ON").equals("ON");
          return purges && seconds > 0
              ? Optional.of(Duration.ofSeconds(seconds))
              : Optional.empty();
        });
  }

  /** The server breaks long sets into lines. */
  private static SourcePosition position(String gtids) {
    return new SourcePosition(gtids.replaceAll("\\s", ""));
  }

  private static List<SourceColumn> columns(SourceTable table, List<String> names) {
    return names.stream()
        .map(
            name ->
                table.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "no column " + name + " in " + table.id())))
        .toList();
  }

  private <T> T ask(String doing, HeldConnection.Question<T> question) {
    try {
      return connection.ask(question);
    } catch (SQLException e) {
      throw MySqlFailure.of(e, doing, server);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
