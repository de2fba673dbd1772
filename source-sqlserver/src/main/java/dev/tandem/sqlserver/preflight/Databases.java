/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The databases must be there, let the login in, and be spelled as they are. */
final class Databases {
  private Databases() {}

  static List<Problem> problems(Server server) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    server.closed().forEach((name, failure) -> problems.add(closed(server, name, failure)));
    for (String name : server.databases()) {
      String spelled = server.row(name, "SELECT DB_NAME() AS name").getOrDefault("name", "");
      if (!spelled.equals(name)) {
        problems.add(
            problem(
                name,
                "the server spells it " + spelled + ": write that in source.sqlserver.databases."));
      }
    }
    return problems;
  }

  private static Problem closed(Server server, String database, SQLException failure) {
    String login = server.login();
    return SqlServerFailure.code(failure) == SqlServerCode.DENIED
        ? Problem.of(
            SqlServerCode.DATABASE,
            database,
            "the login " + login + " has no user in this database.",
            "USE "
                + Sql.quote(database)
                + "; CREATE USER "
                + Sql.quote(login)
                + " FOR LOGIN "
                + Sql.quote(login))
        : problem(
            database,
            "there is no such database, or it is not online (error "
                + failure.getErrorCode()
                + "): correct source.sqlserver.databases, or bring it online.");
  }

  private static Problem problem(String database, String sentence) {
    return Problem.of(SqlServerCode.DATABASE, database, sentence);
  }
}
