/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.List;

/** How a table that is captured comes to be captured with the columns that it has now. */
final class SecondInstance {
  /** The most that the server lets a table have. */
  private static final int MOST = 2;

  private final TableId table;
  private final List<CaptureInstance> own;
  private final String statement;

  SecondInstance(Server server, TableId table) throws SQLException {
    this.table = table;
    this.own = server.instances(table);
    List<String> taken =
        server.instances(table.database()).stream().map(CaptureInstance::name).toList();
    String role = new Roles(server, table.database()).of(own.get(own.size() - 1));
    this.statement = Grants.use(table.database()) + EnableTable.second(table, role, taken);
  }

  Problem problem(String sentence) {
    String told = isFull() ? sentence + ' ' + dropFirst() : sentence;
    return Problem.of(SqlServerCode.CDC, table.toString(), told, statement);
  }

  /** What to do, with the statement that does it. */
  String remedy() {
    return (isFull() ? dropFirst() + ' ' : "") + "Run: " + statement + '.';
  }

  private boolean isFull() {
    return own.size() >= MOST;
  }

  private String dropFirst() {
    return "A table has two instances at most: first drop the older one, once capture has read all of it, with "
        + Grants.use(table.database())
        + "EXEC sys.sp_cdc_disable_table @source_schema = "
        + Sql.literal(table.schema())
        + ", @source_name = "
        + Sql.literal(table.table())
        + ", @capture_instance = "
        + Sql.literal(own.get(0).name())
        + '.';
  }
}
