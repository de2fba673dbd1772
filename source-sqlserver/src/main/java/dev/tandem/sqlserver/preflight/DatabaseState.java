/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import java.sql.SQLException;
import java.util.Map;

/**
 * What the server says of a database.
 *
 * @param captured whether change data capture is enabled
 * @param snapshots whether a transaction can read as of its beginning
 */
record DatabaseState(boolean captured, boolean snapshots, String collation) {

  static DatabaseState of(Server server, String database) throws SQLException {
    Map<String, String> row =
        server.row(
            database,
            "SELECT is_cdc_enabled, snapshot_isolation_state, collation_name FROM sys.databases WHERE name = DB_NAME()");
    return new DatabaseState(
        row.getOrDefault("is_cdc_enabled", "").equals("1"),
        row.getOrDefault("snapshot_isolation_state", "").equals("1"),
        row.getOrDefault("collation_name", ""));
  }
}
