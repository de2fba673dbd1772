/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.preflight.Risk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a look at the source tells of it before anything is captured. */
final class Preflights {
  private Preflights() {}

  /** One line for each row that is not found as its case says, or is found without need. */
  static List<String> wrong(List<Risk> risks, Connection session, TypeTable table)
      throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (TypeColumn column : table.columns()) {
      Set<Integer> found = new HashSet<>();
      for (Risk risk : risks) {
        if (risk.table().equals(table.id()) && risk.column().equals(column.name())) {
          found.addAll(ids(risk, session));
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

  private static Set<Integer> ids(Risk risk, Connection session) throws SQLException {
    Set<Integer> ids = new HashSet<>();
    Optional<String> query = risk.query();
    if (query.isEmpty()) {
      return ids; // of the column as a whole
    }
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(query.get().replaceFirst("SELECT \\*", "SELECT id"))) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }
}
