/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether something identifies each row, in the way that the plan says.
 *
 * @param noKey the code of a table without any key
 * @param keyColumns the code of declared columns that do not identify a row
 * @param source what is particular to the kind of source
 */
public record KeyCheck(CapturePlan plan, ErrorCode noKey, ErrorCode keyColumns, Rules source) {

  /** What differs from one kind of source to another. */
  public interface Rules {
    /** Why a column cannot be part of a key, and what to do; empty when it can. */
    Optional<Problem> unfit(SourceTable table, SourceColumn column);

    /** The columns of each unique index of a table. */
    List<List<String>> uniqueKeys(TableId table);

    /** The SQL that makes a unique index of columns. */
    String uniqueIndex(TableId table, List<String> columns);
  }

  /** What is wrong with the columns that the plan takes for a table's key. */
  public List<Problem> problems(SourceTable table) {
    List<Problem> problems = new ArrayList<>();
    Set<List<String>> keys = new LinkedHashSet<>();
    for (List<String> declared : planned(table)) {
      if (!declared.isEmpty()) {
        problems.addAll(ofDeclared(table, declared));
      } else if (!isWholeRow(table)) {
        problems.addAll(ofItsOwn(table));
      }
      keys.add(declared.isEmpty() ? table.key() : declared);
    }
    if (keys.stream().map(Set::copyOf).distinct().count() > 1) {
      problems.add(several(table, keys));
    }
    return problems;
  }

  /** What is wrong with the plan to take a table's whole rows for keys, whatever its types. */
  public Optional<Problem> ofWholeRow(SourceTable table) {
    if (!table.key().isEmpty()) {
      return Optional.of(
          problem(table, "the table has the key " + table.key() + " of its own: remove key: all."));
    }
    return Set.of(List.of()).containsAll(planned(table))
        ? Optional.empty()
        : Optional.of(
            problem(
                table,
                "one entity names key columns, another says key: all: write the same for both."));
  }

  /** Whether the plan takes a table's whole rows for keys. */
  public boolean isWholeRow(SourceTable table) {
    return plan.wholeRows().contains(table.id());
  }

  private Set<List<String>> planned(SourceTable table) {
    return plan.tables().getOrDefault(table.id(), Set.of());
  }

  /** Changes come in order for each key, and for one key only. */
  private Problem several(SourceTable table, Set<List<String>> keys) {
    return problem(
        table,
        "the entities made of the table tell its rows apart by different columns, "
            + keys.stream().map(key -> String.join(", ", key)).collect(Collectors.joining(" and "))
            + ", so that one of them would get the changes of a row out of order: give all of them the"
            + " same key: [column, ...].");
  }

  private List<Problem> ofItsOwn(SourceTable table) {
    return table.key().isEmpty()
        ? List.of(
            Problem.of(
                noKey,
                table.id().toString(),
                "the table has neither a primary key nor a unique index of NOT NULL columns: add one, or name unique"
                    + " columns with key: [column, ...], or write key: all if no two rows are equal."))
        : unfit(table, table.key());
  }

  private List<Problem> ofDeclared(SourceTable table, List<String> declared) {
    List<Problem> problems = new ArrayList<>(unfit(table, declared));
    for (String name : declared) {
      Optional<SourceColumn> column = column(table, name);
      if (column.isEmpty()) {
        problems.add(
            problem(table, "the table has no column " + name + ": correct key: [column, ...]."));
      } else if (column.get().nullable()) {
        problems.add(
            problem(
                table,
                "key column "
                    + name
                    + " may be NULL, which identifies nothing: make it NOT NULL."));
      }
    }
    if (problems.isEmpty()
        && source.uniqueKeys(table.id()).stream().noneMatch(declared::containsAll)) {
      problems.add(notUnique(table, declared));
    }
    return problems;
  }

  private Problem notUnique(SourceTable table, List<String> declared) {
    return Problem.of(
        keyColumns,
        table.id().toString(),
        "no unique index makes sure that two rows differ in the key columns "
            + String.join(", ", declared)
            + '.',
        source.uniqueIndex(table.id(), declared));
  }

  private List<Problem> unfit(SourceTable table, List<String> key) {
    return key.stream()
        .flatMap(name -> column(table, name).stream())
        .flatMap(column -> source.unfit(table, column).stream())
        .toList();
  }

  private static Optional<SourceColumn> column(SourceTable table, String name) {
    return table.columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private Problem problem(SourceTable table, String sentence) {
    return Problem.of(keyColumns, table.id().toString(), sentence);
  }
}
