/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.TableId;
import dev.tandem.mysql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts rows by any number of conditions in one pass over their table. */
final class RowCounts {
  private RowCounts() {}

  /** How many rows each condition holds for. */
  static List<Long> of(Connection connection, TableId table, List<String> conditions)
      throws SQLException {
    if (conditions.isEmpty()) {
      return List.of();
    }
    String sql =
        conditions.stream()
            .map(condition -> "SUM(" + condition + ")")
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + Sql.quote(table)));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<Long> counts = new ArrayList<>();
      for (int i = 1; i <= conditions.size(); i++) {
        counts.add(row.getLong(i)); // NULL, of a table without rows, is 0
      }
      return counts;
    }
  }
}
