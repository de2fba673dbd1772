/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.preflight.HeartbeatFit;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the heartbeat must be there, and writable; without a heartbeat nothing is asked. */
final class HeartbeatTable implements Check {
  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    Optional<TableId> table =
        server.plan().heartbeat().filter(one -> one.database().equals(database));
    return table.isEmpty() ? List.of() : problems(server, table.get());
  }

  private static List<Problem> problems(Server server, TableId table) throws SQLException {
    Optional<SourceTable> found =
        server.tables(table.database()).stream().filter(one -> one.id().equals(table)).findFirst();
    if (found.isEmpty()) {
      return List.of(
          Problem.of(
              SqlServerCode.TABLE,
              table.toString(),
              "there is no such table for the heartbeat, or the login may not see it.",
              Grants.use(table.database()) + made(table, server.login())));
    }
    List<String> misfits = HeartbeatFit.misfits(found.get());
    if (!misfits.isEmpty()) {
      return List.of(
          Problem.of(
              SqlServerCode.TABLE,
              table.toString(),
              "the table cannot hold the heartbeat: " + String.join(", ", misfits) + ".",
              Grants.use(table.database())
                  + "DROP TABLE "
                  + Sql.quoteHere(table)
                  + "; "
                  + made(table, server.login())));
    }
    return mayWrite(server, table)
        ? List.of()
        : List.of(
            Problem.of(
                SqlServerCode.HEARTBEAT,
                table.toString(),
                "the login may not write the heartbeat; capture goes on without it.",
                Grants.use(table.database()) + Grants.writeHere(table, server.login())));
  }

  private static boolean mayWrite(Server server, TableId table) throws SQLException {
    String name = Sql.literal(Sql.quoteHere(table));
    Map<String, String> row =
        server.row(
            table.database(),
            "SELECT HAS_PERMS_BY_NAME("
                + name
                + ", N'OBJECT', N'INSERT') AS may_insert, HAS_PERMS_BY_NAME("
                + name
                + ", N'OBJECT', N'UPDATE') AS may_update");
    return row.getOrDefault("may_insert", "").equals("1")
        && row.getOrDefault("may_update", "").equals("1");
  }

  private static String made(TableId table, String login) {
    return create(table)
        + "; "
        + EnableTable.first(table)
        + "; "
        + Grants.selectHere(table, login)
        + "; "
        + Grants.writeHere(table, login);
  }

  /** Within the table's database. */
  static String create(TableId table) {
    return "CREATE TABLE "
        + Sql.quoteHere(table)
        + " ("
        + Heartbeat.PIPELINE
        + " varchar("
        + Heartbeat.LONGEST_PIPELINE
        + ") NOT NULL PRIMARY KEY, "
        + Heartbeat.BEAT
        + " bigint NOT NULL, "
        + Heartbeat.WRITTEN_AT
        + " datetime2(6) NOT NULL)";
  }
}
