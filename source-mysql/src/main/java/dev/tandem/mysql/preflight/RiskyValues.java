/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.Catalogue;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlFailure;
import dev.tandem.mysql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for values that capture cannot deliver as they are, and that nobody can tell afterwards:
 * the connector replaces a date such as 0000-00-00 before anything else sees it. Reads each table
 * that can hold such values from end to end.
 */
public final class RiskyValues {
  private static final int PATIENCE_MILLIS = 3_600_000;

  private final MySqlConnection address;

  /** Asks that server. */
  public RiskyValues(MySqlConnection address) {
    this.address = address;
  }

  /**
   * What the table holds, one problem for each column concerned; where {@link Problem#statement} is
   * the query that shows the rows.
   *
   * @param spans columns of type TIME that the mapping takes for durations, which hold them all
   * @throws dev.tandem.model.error.TandemException when the table cannot be read
   */
  public List<Problem> problems(TableId id, Set<String> spans) {
    try (Connection connection = address.open()) {
      connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
      Catalogue catalogue = new Catalogue(connection, address);
      SourceTable table = catalogue.table(id);
      List<Risk> risks = new ArrayList<>();
      catalogue.textColumns(id, "latin1"::equals).stream().map(Risk::ofLatin1).forEach(risks::add);
      table.columns().stream()
          .filter(column -> !spans.contains(column.name()))
          .flatMap(column -> Risk.of(column).stream())
          .forEach(risks::add);
      return risks.isEmpty() ? List.of() : count(connection, table, risks);
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "look for risky values in table " + id, address);
    }
  }

  private static List<Problem> count(Connection connection, SourceTable table, List<Risk> risks)
      throws SQLException {
    String sql =
        risks.stream()
            .map(risk -> "SUM(" + risk.condition() + ")")
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + Sql.quote(table.id())));
    List<Problem> problems = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet counts = statement.executeQuery(sql)) {
      counts.next();
      for (int i = 0; i < risks.size(); i++) {
        long rows = counts.getLong(i + 1); // NULL, of a table without rows, is 0
        if (rows > 0) {
          problems.add(risks.get(i).problem(table.id(), rows));
        }
      }
    }
    return problems;
  }

  private record Risk(String column, String condition, String sentence) {

    static Risk ofLatin1(String column) {
      return new Risk(
          column,
          "HEX(" + Sql.quote(column) + ") REGEXP '^(..)*(81|8D|8F|90|9D)'",
          "with a byte that windows-1252 gives no character: each change of it would become a dead letter");
    }

    static Optional<Risk> of(SourceColumn column) {
      String name = Sql.quote(column.name());
      String fate = column.nullable() ? "it would arrive as NULL" : "it would become a dead letter";
      return switch (column.typeName()) {
        case "DATE", "DATETIME", "TIMESTAMP" ->
            risk(
                column,
                isNoDate(name)
                    + (column.typeName().equals("DATETIME")
                        ? " OR DATE(" + name + ") BETWEEN '1582-10-05' AND '1582-10-14'"
                        : ""),
                "with a date that no calendar has: "
                    + fate
                    + ", but one such as 30 February would stop capture, and a DATETIME of 5 to 14 October 1582"
                    + " would move");
        case "TIME" ->
            risk(
                column,
                name + " < '00:00:00' OR " + name + " >= '24:00:00'",
                "with a time outside one day, which only a field of type duration can hold");
        case "ENUM" ->
            risk(
                column,
                noLabel(column),
                "with a label that the catalogue does not have: the empty one that MySQL puts in place of an invalid"
                    + " one, or one with characters of four bytes");
        default -> Optional.empty();
      };
    }

    /** The catalogue shows a character of four bytes as a question mark. */
    private static String noLabel(SourceColumn column) {
      String name = Sql.quote(column.name());
      String known =
          column.labels().stream()
              .map(label -> "'" + label.replace("\\", "\\\\").replace("'", "''") + "'")
              .collect(Collectors.joining(", "));
      boolean isDoubtful = column.labels().stream().anyMatch(label -> label.contains("?"));
      return name + " = 0" + (isDoubtful ? " OR " + name + " NOT IN (" + known + ")" : "");
    }

    private static String isNoDate(String name) {
      return String.join(
          " OR ",
          "YEAR(" + name + ") = 0",
          "MONTH(" + name + ") = 0",
          "DAYOFMONTH(" + name + ") = 0",
          "DAYOFMONTH(" + name + ") > DAYOFMONTH(LAST_DAY(" + name + "))");
    }

    private static Optional<Risk> risk(SourceColumn column, String condition, String sentence) {
      return Optional.of(new Risk(column.name(), condition, sentence));
    }

    Problem problem(TableId table, long rows) {
      return Problem.of(
          MySqlCode.RISKY_VALUE,
          table + "." + column,
          rows + (rows == 1 ? " row " : " rows ") + sentence + '.',
          "SELECT * FROM " + Sql.quote(table) + " WHERE " + condition);
    }
  }
}
