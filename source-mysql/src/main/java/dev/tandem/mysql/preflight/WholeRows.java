/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.KeyCheck;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row can be its own key only while no other is equal to it: of two such rows the target has one,
 * and loses it with the first that is deleted.
 */
final class WholeRows {
  private static final Set<String> NO_KEY =
      Set.of(
          "FLOAT",
          "FLOAT UNSIGNED",
          "DOUBLE",
          "DOUBLE UNSIGNED",
          "JSON",
          "TINYBLOB",
          "BLOB",
          "MEDIUMBLOB",
          "LONGBLOB");
  private static final Set<String> CHARACTERS =
      Set.of("CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT");

  private WholeRows() {}

  static List<Problem> problems(Server server, KeyCheck check, SourceTable table)
      throws SQLException {
    List<Problem> problems = new ArrayList<>(check.ofWholeRow(table).stream().toList());
    table.columns().stream()
        .filter(column -> NO_KEY.contains(column.typeName()) || MySqlTypes.isGeometry(column))
        .map(column -> unfit(table, column))
        .forEach(problems::add);
    if (problems.isEmpty()) {
      problems.addAll(duplicates(server, table));
    }
    return problems;
  }

  private static Problem unfit(SourceTable table, SourceColumn column) {
    return Problem.of(
        MySqlCode.KEY_TYPE,
        table.id() + "." + column.name(),
        "a "
            + column.typeName()
            + " cannot be part of a key, and key: all takes every column: name the columns that"
            + " identify a row with key: [column, ...].");
  }

  private static List<Problem> duplicates(Server server, SourceTable table) throws SQLException {
    String columns =
        table.columns().stream().map(WholeRows::exactly).collect(Collectors.joining(", "));
    String from = " FROM " + Sql.quote(table.id()) + " GROUP BY " + columns;
    String having = " HAVING COUNT(*) > 1";
    String count =
        server
            .rows("SELECT COUNT(*) AS n FROM (SELECT 1" + from + having + ") AS equal_rows")
            .get(0)
            .getOrDefault("n", "0");
    return count.equals("0")
        ? List.of()
        : List.of(
            Problem.of(
                MySqlCode.DUPLICATE_ROWS,
                table.id().toString(),
                count
                    + " rows are there more than once, and key: all cannot tell the copies apart: the"
                    + " target would have one row for them, and lose it with the first copy that is"
                    + " deleted. Delete the copies, or add a column that tells them apart. See: SELECT "
                    + columns
                    + ", COUNT(*)"
                    + from
                    + having));
  }

  /** Texts that a collation takes for equal are two rows to a target. */
  private static String exactly(SourceColumn column) {
    String name = Sql.quote(column.name());
    return CHARACTERS.contains(column.typeName()) ? "CAST(" + name + " AS BINARY)" : name;
  }
}
