/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.KeyCheck;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something must identify a row, and by values that are spelled in one way. */
final class Keys implements Check {
  private static final Set<String> INEXACT =
      Set.of("FLOAT", "FLOAT UNSIGNED", "DOUBLE", "DOUBLE UNSIGNED");

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    KeyCheck check =
        new KeyCheck(server.plan(), MySqlCode.NO_KEY, MySqlCode.KEY_COLUMNS, new Rules(server));
    List<Problem> problems = new ArrayList<>();
    for (SourceTable table : server.tables().values()) {
      if (check.isWholeRow(table)) {
        problems.addAll(WholeRows.problems(server, check, table));
      }
      problems.addAll(check.problems(table));
    }
    return problems;
  }

  private record Rules(Server server) implements KeyCheck.Rules {
    @Override
    public Optional<Problem> unfit(SourceTable table, SourceColumn column) {
      return INEXACT.contains(column.typeName())
          ? Optional.of(
              Problem.of(
                  MySqlCode.KEY_TYPE,
                  table.id() + "." + column.name(),
                  "a floating point number is spelled in many ways and cannot be a key: name other unique columns with"
                      + " key: [column, ...]."))
          : Optional.empty();
    }

    @Override
    public List<List<String>> uniqueKeys(TableId table) {
      return server.catalogue().uniqueKeys(table);
    }

    @Override
    public String uniqueIndex(TableId table, List<String> columns) {
      return "ALTER TABLE "
          + Sql.quote(table)
          + columns.stream()
              .map(Sql::quote)
              .collect(Collectors.joining(", ", " ADD UNIQUE INDEX (", ")"));
    }
  }
}
