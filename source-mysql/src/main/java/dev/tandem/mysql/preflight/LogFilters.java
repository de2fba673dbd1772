/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A server can be told to log some databases only. */
final class LogFilters implements Check {

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    String statement = server.isAtLeast(4_000) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    for (Map<String, String> row : server.rows(statement)) {
      Set<String> only = names(row.getOrDefault("Binlog_Do_DB", ""));
      Set<String> never = names(row.getOrDefault("Binlog_Ignore_DB", ""));
      for (String database : server.plan().databases()) {
        if (never.contains(database) || (!only.isEmpty() && !only.contains(database))) {
          problems.add(problem(database));
        }
      }
    }
    return problems;
  }

  private static Problem problem(String database) {
    return Problem.of(
        MySqlCode.SETTING,
        database,
        "the server's options binlog-do-db and binlog-ignore-db keep changes of this database out of its log:"
            + " remove them from the option file and restart the server.");
  }

  private static Set<String> names(String list) {
    Set<String> names = new TreeSet<>(Arrays.asList(list.split(",")));
    names.remove("");
    return names;
  }
}
