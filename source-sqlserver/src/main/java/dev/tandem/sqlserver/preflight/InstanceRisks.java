/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What to know of how the tables of a database are captured. */
final class InstanceRisks {
  private final Server server;
  private final Roles roles;
  private final List<Risk> risks = new ArrayList<>();

  private InstanceRisks(Server server, Roles roles) {
    this.server = server;
    this.roles = roles;
  }

  static List<Risk> of(Server server, String database) throws SQLException {
    if (!DatabaseState.of(server, database).captured()) {
      return List.of();
    }
    InstanceRisks found = new InstanceRisks(server, new Roles(server, database));
    for (SourceTable table : server.tables(database)) {
      found.examine(table);
    }
    return found.risks;
  }

  private void examine(SourceTable table) throws SQLException {
    List<CaptureInstance> own = server.instances(table.id());
    if (own.isEmpty()) {
      return;
    }
    CaptureInstance newest = own.get(own.size() - 1);
    for (SourceColumn column : server.uncaptured(table.id())) {
      if (server.plan().takes(table, column.name())) {
        risks.add(uncaptured(table, column, newest));
      }
    }
    if (roles.of(newest).isEmpty()) {
      risks.add(open(table, newest));
    }
  }

  private Risk uncaptured(SourceTable table, SourceColumn column, CaptureInstance instance)
      throws SQLException {
    return Told.ofColumn(
        SqlServerCode.COLUMN_UNCAPTURED,
        table.id(),
        column.name(),
        "the column is not in the capture instance "
            + instance.name()
            + ": its values do not arrive.",
        new SecondInstance(server, table.id()).remedy());
  }

  private static Risk open(SourceTable table, CaptureInstance instance) {
    return Told.ofTable(
        SqlServerCode.OPEN_CHANGES,
        table.id(),
        "the capture instance "
            + instance.name()
            + " has no role: everybody who may read the table and the schema cdc also sees what its rows were"
            + " before, and those that were deleted.",
        "Make the table's next instance with @role_name = N'" + EnableTable.ROLE + "'.");
  }
}
