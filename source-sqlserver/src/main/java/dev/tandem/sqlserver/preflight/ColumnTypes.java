/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every column that becomes a field must arrive, and be of a type that Tandem carries whole. */
final class ColumnTypes implements Check {

  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    var facts = ColumnFacts.of(server, database);
    for (SourceTable table : server.tables(database)) {
      Map<String, ColumnFacts> own = facts.getOrDefault(table.id(), Map.of());
      for (SourceColumn column : table.columns()) {
        if (server.plan().takes(table, column.name())) {
          harm(column, own.getOrDefault(column.name(), ColumnFacts.NONE))
              .map(sentence -> problem(table, column, sentence))
              .ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  private static Optional<String> harm(SourceColumn column, ColumnFacts facts) {
    if (facts.computed()) {
      return Optional.of(
          "the column is computed, and change data capture has NULL for it: leave it out with drop:, and compute"
              + " it in the mapping.");
    } else if (facts.encrypted()) {
      return Optional.of(
          "the column is encrypted by its clients (Always Encrypted), and Tandem has no key for it: leave it out"
              + " with drop:.");
    }
    return SqlServerTypes.domainType(column).isPresent()
        ? Optional.empty()
        : Optional.of(
            "Tandem does not carry the type "
                + column.typeName()
                + ": leave the column out with drop:, or keep its value in a column of another type.");
  }

  private static Problem problem(SourceTable table, SourceColumn column, String sentence) {
    return Problem.of(SqlServerCode.COLUMN_TYPE, table.id() + "." + column.name(), sentence);
  }
}
