/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.KeyCheck;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something must identify a row, by values that are spelled in one way and always known. */
final class Keys implements Check {
  private static final Set<String> INEXACT = Set.of("REAL", "FLOAT");
  private static final int LONGEST_NAME = 128;

  @Override
  public List<Problem> problems(Server server, String database) {
    Rules rules = new Rules(server);
    KeyCheck check =
        new KeyCheck(server.plan(), SqlServerCode.NO_KEY, SqlServerCode.KEY_COLUMNS, rules);
    List<Problem> problems = new ArrayList<>();
    for (SourceTable table : server.tables(database)) {
      if (check.isWholeRow(table)) {
        check.ofWholeRow(table).ifPresent(problems::add);
        table.columns().forEach(column -> rules.unfit(table, column).ifPresent(problems::add));
      }
      problems.addAll(check.problems(table));
    }
    return problems;
  }

  private record Rules(Server server) implements KeyCheck.Rules {
    @Override
    public Optional<Problem> unfit(SourceTable table, SourceColumn column) {
      Optional<String> why =
          INEXACT.contains(column.typeName())
              ? Optional.of("a floating point number is spelled in many ways")
              : SqlServerTypes.isLarge(column)
                  ? Optional.of(
                      "change data capture leaves a "
                          + column.typeName()
                          + " of that size NULL when it did not change")
                  : Optional.empty();
      return why.map(
          reason ->
              Problem.of(
                  SqlServerCode.KEY_TYPE,
                  table.id() + "." + column.name(),
                  reason
                      + ", so it cannot be part of a key: name other unique columns with key: [column, ...]."));
    }

    @Override
    public List<List<String>> uniqueKeys(TableId table) {
      return server.uniqueKeys(table);
    }

    @Override
    public String uniqueIndex(TableId table, List<String> columns) {
      String name = "UX_" + table.table() + '_' + String.join("_", columns);
      return Grants.use(table.database())
          + "CREATE UNIQUE INDEX "
          + Sql.quote(name.substring(0, Math.min(name.length(), LONGEST_NAME)))
          + " ON "
          + Sql.quoteHere(table)
          + columns.stream().map(Sql::quote).collect(Collectors.joining(", ", " (", ")"));
    }
  }
}
