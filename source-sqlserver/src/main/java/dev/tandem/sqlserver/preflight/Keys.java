/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something must identify a row, by values that are spelled in one way and always known. */
final class Keys implements Check {
  private static final Set<String> INEXACT = Set.of("REAL", "FLOAT");
  private static final int LONGEST_NAME = 128;

  @Override
  public List<Problem> problems(Server server, String database) {
    List<Problem> problems = new ArrayList<>();
    for (SourceTable table : server.tables(database)) {
      problems.addAll(problems(server, table));
    }
    return problems;
  }

  private static List<Problem> problems(Server server, SourceTable table) {
    boolean wholeRow = server.plan().wholeRows().contains(table.id());
    Set<List<String>> planned = server.plan().tables().getOrDefault(table.id(), Set.of());
    List<Problem> problems = new ArrayList<>(wholeRow ? wholeRow(table, planned) : List.of());
    Set<List<String>> keys = new LinkedHashSet<>();
    for (List<String> declared : planned) {
      if (!declared.isEmpty()) {
        problems.addAll(declaredKey(table, declared, server.uniqueKeys(table.id())));
      } else if (!wholeRow) {
        problems.addAll(ownKey(table));
      }
      keys.add(declared.isEmpty() ? table.key() : declared);
    }
    if (keys.stream().map(Set::copyOf).distinct().count() > 1) {
      problems.add(several(table, keys));
    }
    return problems;
  }

  private static List<Problem> wholeRow(SourceTable table, Set<List<String>> planned) {
    List<Problem> problems = new ArrayList<>();
    if (!table.key().isEmpty()) {
      problems.add(
          problem(table, "the table has the key " + table.key() + " of its own: remove key: all."));
    } else if (!Set.of(List.of()).containsAll(planned)) {
      problems.add(
          problem(
              table,
              "one entity names key columns, another says key: all: write the same for both."));
    }
    problems.addAll(unfit(table, table.columns().stream().map(SourceColumn::name).toList()));
    return problems;
  }

  /** Changes come in order for each key, and for one key only. */
  private static Problem several(SourceTable table, Set<List<String>> keys) {
    return problem(
        table,
        "the entities made of the table tell its rows apart by different columns, "
            + keys.stream().map(key -> String.join(", ", key)).collect(Collectors.joining(" and "))
            + ", so that one of them would get the changes of a row out of order: give all of them the"
            + " same key: [column, ...].");
  }

  private static List<Problem> ownKey(SourceTable table) {
    return table.key().isEmpty()
        ? List.of(
            Problem.of(
                SqlServerCode.NO_KEY,
                table.id().toString(),
                "the table has neither a primary key nor a unique index of NOT NULL columns: add one, or name unique"
                    + " columns with key: [column, ...], or write key: all if no two rows are equal."))
        : unfit(table, table.key());
  }

  private static List<Problem> declaredKey(
      SourceTable table, List<String> declared, List<List<String>> uniqueKeys) {
    List<Problem> problems = new ArrayList<>(unfit(table, declared));
    Map<String, SourceColumn> columns = columns(table);
    for (String name : declared) {
      SourceColumn column = columns.get(name);
      if (column == null) {
        problems.add(
            problem(table, "the table has no column " + name + ": correct key: [column, ...]."));
      } else if (column.nullable()) {
        problems.add(
            problem(
                table,
                "key column "
                    + name
                    + " may be NULL, which identifies nothing: make it NOT NULL."));
      }
    }
    if (problems.isEmpty() && uniqueKeys.stream().noneMatch(declared::containsAll)) {
      problems.add(notUnique(table, declared));
    }
    return problems;
  }

  private static Problem notUnique(SourceTable table, List<String> declared) {
    String columns = declared.stream().map(Sql::quote).collect(Collectors.joining(", "));
    String name = "UX_" + table.id().table() + '_' + String.join("_", declared);
    return Problem.of(
        SqlServerCode.KEY_COLUMNS,
        table.id().toString(),
        "no unique index makes sure that two rows differ in the key columns "
            + String.join(", ", declared)
            + '.',
        Grants.use(table.id().database())
            + "CREATE UNIQUE INDEX "
            + Sql.quote(name.substring(0, Math.min(name.length(), LONGEST_NAME)))
            + " ON "
            + Sql.quote(table.id().schema())
            + '.'
            + Sql.quote(table.id().table())
            + " ("
            + columns
            + ')');
  }

  private static List<Problem> unfit(SourceTable table, List<String> key) {
    Map<String, SourceColumn> columns = columns(table);
    return key.stream()
        .flatMap(name -> Optional.ofNullable(columns.get(name)).stream())
        .flatMap(column -> unfit(table, column).stream())
        .toList();
  }

  private static Optional<Problem> unfit(SourceTable table, SourceColumn column) {
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

  private static Map<String, SourceColumn> columns(SourceTable table) {
    return table.columns().stream()
        .collect(Collectors.toMap(SourceColumn::name, Function.identity()));
  }

  private static Problem problem(SourceTable table, String sentence) {
    return Problem.of(SqlServerCode.KEY_COLUMNS, table.id().toString(), sentence);
  }
}
