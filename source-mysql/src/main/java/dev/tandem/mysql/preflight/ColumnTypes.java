/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.mysql.Charsets;
import dev.tandem.mysql.MySqlCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every column of a captured table must have a type that Tandem carries whole. */
final class ColumnTypes implements Check {

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    for (SourceTable table : server.tables().values()) {
      problems(table).forEach(problems::add);
      Map<String, String> charsets = server.catalogue().charsets(table.id());
      table.columns().stream()
          .filter(column -> isMisread(column, charsets))
          .map(
              column ->
                  problem(
                      table,
                      column.name(),
                      "the log cannot be read in its character set: convert the column to utf8mb4."))
          .forEach(problems::add);
      table.columns().stream()
          .filter(ColumnTypes::hasLikeLabels)
          .map(
              column ->
                  problem(
                      table,
                      column.name(),
                      "the log does not tell its labels apart, for it puts a backslash before a comma as well:"
                          + " rename one of them."))
          .forEach(problems::add);
    }
    return problems;
  }

  /** The log's reader has labels from elsewhere. */
  private static boolean isMisread(SourceColumn column, Map<String, String> charsets) {
    boolean isLabel = column.typeName().equals("ENUM") || column.typeName().equals("SET");
    return !isLabel && Charsets.isMisread(charsets.getOrDefault(column.name(), ""));
  }

  private static boolean hasLikeLabels(SourceColumn column) {
    return column.typeName().equals("ENUM")
        && column.labels().stream().map(label -> label.replace("\\,", ",")).distinct().count()
            < column.labels().size();
  }

  private static Problem problem(SourceTable table, String column, String sentence) {
    return Problem.of(MySqlCode.COLUMN_TYPE, table.id() + "." + column, sentence);
  }

  private static Stream<Problem> problems(SourceTable table) {
    return table.columns().stream()
        .filter(column -> MySqlTypes.domainType(column).isEmpty())
        .map(
            column ->
                problem(
                    table,
                    column.name(),
                    "Tandem does not carry the type "
                        + column.typeName()
                        + ": convert the column, or leave its table out."));
  }
}
