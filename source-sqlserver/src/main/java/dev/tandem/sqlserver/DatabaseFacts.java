/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server's catalogue tells of its databases before capture begins.
 *
 * @param databases by name
 */
public record DatabaseFacts(Map<String, Database> databases) {

  /** Copies the map. */
  public DatabaseFacts {
    databases = Map.copyOf(databases);
  }

  /** Asks the server. */
  public static DatabaseFacts read(SqlServerConnection server) {
    String sql = "SELECT name, create_date, snapshot_isolation_state FROM sys.databases";
    try (Connection connection = server.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Map<String, Database> databases = new HashMap<>();
      while (rows.next()) {
        databases.put(
            rows.getString("name"),
            new Database(
                rows.getString("create_date"), rows.getInt("snapshot_isolation_state") == 1));
      }
      return new DatabaseFacts(databases);
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, "read its databases", server);
    }
  }

  /** When each was created or restored: one that has been restored has another past. */
  public String identity(List<String> names) {
    return databases.entrySet().stream()
        .filter(database -> names.contains(database.getKey()))
        .map(database -> database.getKey() + "@" + database.getValue().created())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Whether a transaction may read all of them as they were at one time. */
  public boolean allowSnapshots(List<String> names) {
    return databases.entrySet().stream()
        .filter(database -> names.contains(database.getKey()))
        .allMatch(database -> database.getValue().allowsSnapshots());
  }

  /**
   * One of them.
   *
   * @param created when it was made or restored, as the server spells it
   * @param allowsSnapshots whether it allows snapshot isolation
   */
  public record Database(String created, boolean allowsSnapshots) {}
}
