/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.preflight.HeartbeatFit;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlFailure;
import dev.tandem.mysql.MySqlHeartbeat;
import dev.tandem.mysql.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table of the heartbeat must be there, and writable; without a heartbeat nothing is asked. */
final class HeartbeatTable implements Check {
  @Override
  public List<Problem> problems(Server server) throws SQLException {
    Optional<TableId> table = server.plan().heartbeat();
    return table.isEmpty() ? List.of() : problems(server, table.get());
  }

  private static List<Problem> problems(Server server, TableId table) throws SQLException {
    String grant =
        "GRANT SELECT, INSERT, UPDATE ON " + Sql.quote(table) + " TO " + Account.of(server);
    Optional<SourceTable> found = server.catalogue().find(table);
    if (found.isEmpty()) {
      return List.of(
          Problem.of(
              MySqlCode.TABLE,
              table.toString(),
              "there is no such table for the heartbeat, or the user may not read it.",
              create(table) + "; " + grant));
    }
    List<String> misfits = HeartbeatFit.misfits(found.get());
    if (!misfits.isEmpty()) {
      return List.of(
          Problem.of(
              MySqlCode.TABLE,
              table.toString(),
              "the table cannot hold the heartbeat: " + String.join(", ", misfits) + ".",
              "DROP TABLE " + Sql.quote(table) + "; " + create(table) + "; " + grant));
    }
    return unwritable(server, table, grant);
  }

  private static List<Problem> unwritable(Server server, TableId table, String grant)
      throws SQLException {
    Optional<SQLException> refusal = server.refusal(MySqlHeartbeat.statement(table, "''", "''"));
    if (refusal.isPresent() && MySqlFailure.code(refusal.get()) != MySqlCode.DENIED) {
      throw refusal.get();
    }
    return refusal
        .map(
            denied ->
                Problem.of(
                    MySqlCode.HEARTBEAT,
                    table.toString(),
                    "the user may not write the heartbeat; capture goes on without it.",
                    grant))
        .stream()
        .toList();
  }

  private static String create(TableId table) {
    return "CREATE TABLE "
        + Sql.quote(table)
        + " ("
        + Heartbeat.PIPELINE
        + " VARCHAR("
        + Heartbeat.LONGEST_PIPELINE
        + ") CHARACTER SET ascii NOT NULL PRIMARY KEY, "
        + Heartbeat.BEAT
        + " BIGINT NOT NULL, "
        + Heartbeat.WRITTEN_AT
        + " DATETIME(6) NOT NULL)";
  }
}
