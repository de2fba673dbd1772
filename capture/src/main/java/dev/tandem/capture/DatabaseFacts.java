/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server's catalogue tells of its databases before capture begins. */
record DatabaseFacts(Map<String, Database> databases) {

  /** Asks the server. */
  static DatabaseFacts read(SqlServerConnection server) {
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
  String identity(List<String> names) {
    return names.stream()
        .sorted()
        .filter(databases::containsKey)
        .map(name -> name + "@" + databases.get(name).created())
        .collect(Collectors.joining(", "));
  }

  boolean allowSnapshots(List<String> names) {
    return names.stream()
        .allMatch(name -> databases.containsKey(name) && databases.get(name).allowsSnapshots());
  }

  /**
   * One of them.
   *
   * @param allowsSnapshots whether a transaction may read it as it was at one time
   */
  record Database(String created, boolean allowsSnapshots) {}
}
