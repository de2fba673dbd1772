/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The databases must be there. */
final class Databases implements Check {

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    Set<String> there =
        server.rows("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA").stream()
            .map(row -> row.getOrDefault("name", ""))
            .collect(Collectors.toSet());
    return server.plan().databases().stream()
        .filter(database -> !there.contains(database))
        .map(
            database ->
                Problem.of(
                    MySqlCode.DATABASE,
                    database,
                    "there is no such database, or this user may not see it: names are compared by case."
                        + " If it is there, run: GRANT SELECT ON "
                        + Sql.quote(database)
                        + ".* TO the user."))
        .toList();
  }
}
