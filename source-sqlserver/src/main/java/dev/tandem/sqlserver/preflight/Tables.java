/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables must be there, be tables, and be readable with all their columns. */
final class Tables implements Check {

  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    for (TableId table : server.plan().tables().keySet()) {
      boolean isHeartbeat = server.plan().heartbeat().equals(Optional.of(table));
      if (table.database().equals(database) && !isHeartbeat) { // a check of its own makes it
        problem(server, table).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<Problem> problem(Server server, TableId table) throws SQLException {
    try {
      server.rows(table.database(), "SELECT TOP (0) * FROM " + Sql.quote(table));
    } catch (SQLException e) {
      return Optional.of(unreadable(server, table, e));
    }
    List<TableId> spelled = server.spelled(table.database());
    return spelled.contains(table) ? Optional.empty() : Optional.of(misspelt(table, spelled));
  }

  private static Problem unreadable(Server server, TableId table, SQLException failure)
      throws SQLException {
    switch (SqlServerFailure.code(failure)) {
      case TABLE -> {
        return misspelt(table, server.spelled(table.database()));
      }
      case DENIED -> {
        return Problem.of(
            SqlServerCode.PERMISSION,
            table.toString(),
            "the login may not read the table, or not all its columns.",
            Grants.select(table, server.login()));
      }
      default -> throw failure;
    }
  }

  private static Problem misspelt(TableId table, List<TableId> spelled) {
    String sentence =
        spelled.stream()
            .filter(other -> other.toString().equalsIgnoreCase(table.toString()))
            .findFirst()
            .map(
                other ->
                    "there is no such table: write "
                        + other
                        + " after from:, as the server spells it.")
            .orElse(
                "there is no such table, and a view cannot be captured: correct the name after from:.");
    return Problem.of(SqlServerCode.TABLE, table.toString(), sentence);
  }
}
