/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something must identify a row, and by values that are spelled in one way. */
final class Keys implements Check {
  private static final Set<String> INEXACT =
      Set.of("FLOAT", "FLOAT UNSIGNED", "DOUBLE", "DOUBLE UNSIGNED");

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<TableId, SourceTable> entry : server.tables().entrySet()) {
      TableId id = entry.getKey();
      SourceTable table = entry.getValue();
      boolean wholeRow = server.plan().wholeRows().contains(id);
      if (wholeRow) {
        problems.addAll(WholeRows.problems(server, table));
      }
      Set<List<String>> keys = new LinkedHashSet<>();
      for (List<String> declared : server.plan().tables().getOrDefault(id, Set.of())) {
        if (!declared.isEmpty()) {
          problems.addAll(declaredKey(table, declared, server.catalogue().uniqueKeys(id)));
        } else if (!wholeRow) {
          problems.addAll(ownKey(table));
        }
        keys.add(declared.isEmpty() ? table.key() : declared);
      }
      if (keys.stream().map(Set::copyOf).distinct().count() > 1) {
        problems.add(several(table, keys));
      }
    }
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
                MySqlCode.NO_KEY,
                table.id().toString(),
                "the table has neither a primary key nor a unique index of NOT NULL columns: add one, or name unique"
                    + " columns with key: [column, ...], or write key: all if no two rows are equal."))
        : inexact(table, table.key());
  }

  private static List<Problem> declaredKey(
      SourceTable table, List<String> declared, List<List<String>> uniqueKeys) {
    List<Problem> problems = new ArrayList<>(inexact(table, declared));
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
    return Problem.of(
        MySqlCode.KEY_COLUMNS,
        table.id().toString(),
        "no unique index makes sure that two rows differ in the key columns "
            + String.join(", ", declared)
            + '.',
        "ALTER TABLE " + Sql.quote(table.id()) + " ADD UNIQUE INDEX (" + columns + ")");
  }

  private static List<Problem> inexact(SourceTable table, List<String> key) {
    Map<String, SourceColumn> columns = columns(table);
    return key.stream()
        .filter(name -> columns.containsKey(name) && INEXACT.contains(columns.get(name).typeName()))
        .map(
            name ->
                Problem.of(
                    MySqlCode.KEY_TYPE,
                    table.id() + "." + name,
                    "a floating point number is spelled in many ways and cannot be a key: name other unique columns with"
                        + " key: [column, ...]."))
        .toList();
  }

  private static Map<String, SourceColumn> columns(SourceTable table) {
    return table.columns().stream()
        .collect(Collectors.toMap(SourceColumn::name, Function.identity()));
  }

  private static Problem problem(SourceTable table, String sentence) {
    return Problem.of(MySqlCode.KEY_COLUMNS, table.id().toString(), sentence);
  }
}
