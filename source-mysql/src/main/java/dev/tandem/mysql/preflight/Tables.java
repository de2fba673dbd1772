/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlFailure;
import dev.tandem.mysql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables must be there, be tables, and be readable with all their columns. */
final class Tables implements Check {

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    Account account = Account.of(server);
    for (TableId table : server.plan().tables().keySet()) {
      if (!server.plan().heartbeat().equals(Optional.of(table))) { // a check of its own makes it
        problem(server, account, table).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<Problem> problem(Server server, Account account, TableId table)
      throws SQLException {
    try {
      server.rows("SELECT * FROM " + Sql.quote(table) + " LIMIT 0");
    } catch (SQLException e) {
      return Optional.of(unreadable(server, account, table, e));
    }
    List<TableId> spelled = server.catalogue().tables(table.database());
    return spelled.contains(table)
        ? Optional.empty()
        : Optional.of(Problem.of(MySqlCode.TABLE, table.toString(), misspelt(table, spelled)));
  }

  private static Problem unreadable(
      Server server, Account account, TableId table, SQLException failure) throws SQLException {
    switch (MySqlFailure.code(failure)) {
      case TABLE, DATABASE -> {
        List<TableId> spelled = server.catalogue().tables(table.database());
        return Problem.of(MySqlCode.TABLE, table.toString(), misspelt(table, spelled));
      }
      case DENIED -> {
        return Problem.of(
            MySqlCode.PRIVILEGE,
            table.toString(),
            "the user may not read the table, or not all its columns, or there is no such table.",
            "GRANT SELECT ON " + Sql.quote(table) + " TO " + account);
      }
      default -> throw failure;
    }
  }

  private static String misspelt(TableId table, List<TableId> spelled) {
    return spelled.stream()
        .filter(other -> other.toString().equalsIgnoreCase(table.toString()))
        .findFirst()
        .map(
            other ->
                "there is no such table: write " + other + " after from:, as the server spells it.")
        .orElse(
            "there is no such table, and a view cannot be captured: correct the name after from:.");
  }
}
