/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Risk;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What to know of a database's settings, though capture can start. */
final class DatabaseRisks {
  private DatabaseRisks() {}

  static List<Risk> of(Server server, String database) throws SQLException {
    List<Risk> risks = new ArrayList<>();
    if (!DatabaseState.of(server, database).snapshots() && !server.isReplica()) {
      risks.add(
          Told.ofDatabase(
              SqlServerCode.ISOLATION,
              database,
              "the database does not allow snapshot isolation: the tables of a snapshot are read at different moments,"
                  + " and until the changes since then have been applied a target shows states that never were.",
              "Run: ALTER DATABASE " + Sql.quote(database) + " SET ALLOW_SNAPSHOT_ISOLATION ON."));
    }
    if (isStateHidden(server, database)) {
      risks.add(
          Told.ofDatabase(
              SqlServerCode.PERMISSION,
              database,
              "the login may not see the sessions of the capture job: while nothing else is written, what was committed"
                  + " counts as captured only minutes later, with the job's next note.",
              "Run: " + Grants.state(database, server.login()) + "."));
    }
    return risks;
  }

  private static boolean isStateHidden(Server server, String database) throws SQLException {
    try {
      server.rows(database, "SELECT TOP (0) session_id FROM sys.dm_cdc_log_scan_sessions");
      return false;
    } catch (SQLException e) {
      if (SqlServerFailure.code(e) == SqlServerCode.DENIED) {
        return true;
      }
      throw e;
    }
  }
}
