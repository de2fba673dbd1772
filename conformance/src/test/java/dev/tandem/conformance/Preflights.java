/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.source.TableId;
import dev.tandem.mysql.preflight.Problem;
import dev.tandem.mysql.preflight.RiskyValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a look at the source tells of it before anything is captured. */
final class Preflights {
  private Preflights() {}

  /** One line for each row that is not found as its case says, or is found without need. */
  static List<String> wrong(RiskyValues values, Connection session, TypeTable table)
      throws SQLException {
    List<String> wrong = new ArrayList<>();
    List<Problem> problems = values.problems(table.id(), spans(table));
    for (TypeColumn column : table.columns()) {
      Set<Integer> found = new HashSet<>();
      for (Problem problem : problems) {
        if (isOf(problem, table.id(), column)) {
          found.addAll(ids(problem, session));
        }
      }
      for (TypeCase literal : column.cases()) {
        boolean isFound = found.contains(SourceRows.id(literal, SourceRows.SNAPSHOT));
        if (isFound != literal.preflight().isPresent() && !(isFound && literal.isRefused())) {
          wrong.add(
              column.definition()
                  + " "
                  + literal.sql()
                  + ": the preflight "
                  + (isFound ? "finds fault with it" : "does not find it"));
        }
      }
    }
    return wrong;
  }

  private static Set<String> spans(TypeTable table) {
    return table.columns().stream()
        .filter(column -> column.declared().filter("duration"::equals).isPresent())
        .map(TypeColumn::name)
        .collect(Collectors.toSet());
  }

  private static boolean isOf(Problem problem, TableId table, TypeColumn column) {
    return problem.where().equals(table + "." + column.name());
  }

  private static Set<Integer> ids(Problem problem, Connection session) throws SQLException {
    Set<Integer> ids = new HashSet<>();
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                problem.statement().orElseThrow().replaceFirst("SELECT \\*", "SELECT id"))) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }
}
