/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.source.QueryRows;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.Catalogue;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlHeartbeat;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A server under examination: what is asked of it, and what it answers. */
final class Server {
  private final Connection connection;
  private final MySqlConnection address;
  private final Catalogue catalogue;
  private final CapturePlan plan;
  private final OptionalLong serverId;
  private final Map<String, String> variables = new TreeMap<>();

  Server(Connection connection, MySqlConnection address, CapturePlan plan, OptionalLong serverId)
      throws SQLException {
    this.connection = connection;
    this.address = address;
    this.catalogue = new Catalogue(connection, address);
    this.plan = plan;
    this.serverId = serverId;
    for (Map<String, String> row : rows("SHOW GLOBAL VARIABLES")) {
      variables.put(row.getOrDefault("Variable_name", ""), row.getOrDefault("Value", ""));
    }
  }

  CapturePlan plan() {
    return plan;
  }

  /** The number under which capture reads the log, or empty when it chooses one itself. */
  OptionalLong serverId() {
    return serverId;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** {@code host:port}. */
  String where() {
    return address.host() + ':' + address.port();
  }

  /** A global variable, or empty when this release does not have it. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Whether the release is that one of MySQL 8.0 or a later one. */
  boolean isAtLeast(int patch) {
    String[] parts = variable("version").orElse("").split("[.-]", -1);
    if (parts.length < 3) {
      return false;
    }
    long number = number(parts[0]) * 1_000_000 + number(parts[1]) * 1_000 + number(parts[2]);
    return number >= 8_000_000 + patch;
  }

  private static long number(String digits) {
    return digits.matches("\\d{1,5}") ? Long.parseLong(digits) : 0;
  }

  /** The captured tables that exist and may be seen. */
  Map<TableId, SourceTable> tables() {
    Map<TableId, SourceTable> tables = new TreeMap<>();
    for (TableId id : plan.tables().keySet()) {
      catalogue.find(id).ifPresent(table -> tables.put(id, table));
    }
    return tables;
  }

  /**
   * Why we may not run a statement that writes; it is only explained, so that nothing is written.
   */
  Optional<SQLException> refusal(String sql) {
    try (Connection writing = address.open();
        Statement statement = writing.createStatement()) {
      MySqlHeartbeat.allowWriting(writing);
      statement.execute("EXPLAIN " + sql);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  /** The rows of a query, each as text by column. */
  List<Map<String, String>> rows(String sql) throws SQLException {
    return QueryRows.all(connection, sql, QueryRows::text);
  }
}
