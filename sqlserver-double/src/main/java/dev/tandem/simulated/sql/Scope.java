/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns that an expression may name, each with its source's alias. */
final class Scope {
  static final Scope EMPTY = new Scope(List.of(), List.of());

  private final List<String> aliases;
  private final List<Column> columns;

  private Scope(List<String> aliases, List<Column> columns) {
    this.aliases = List.copyOf(aliases);
    this.columns = List.copyOf(columns);
  }

  static Scope of(String alias, List<Column> columns) {
    return new Scope(columns.stream().map(any -> alias).toList(), columns);
  }

  Scope and(Scope other) {
    List<String> allAliases = new ArrayList<>(aliases);
    allAliases.addAll(other.aliases);
    List<Column> allColumns = new ArrayList<>(columns);
    allColumns.addAll(other.columns);
    return new Scope(allAliases, allColumns);
  }

  List<Column> columns() {
    return columns;
  }

  /** The places of all columns of a source, or of all sources. */
  List<Integer> places(@Nullable String alias) {
    return IntStream.range(0, columns.size())
        .filter(i -> alias == null || aliases.get(i).equalsIgnoreCase(alias))
        .boxed()
        .toList();
  }

  /**
   * The place of a column.
   *
   * @throws SqlServerError 207 or 209
   */
  int place(List<String> name) {
    return find(name)
        .orElseThrow(
            () ->
                new SqlServerError(
                    207, "Invalid column name '" + name.get(name.size() - 1) + "'."));
  }

  OptionalInt find(List<String> name) {
    String column = name.get(name.size() - 1);
    String alias = name.size() > 1 ? name.get(name.size() - 2) : null;
    int[] places =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).name().equalsIgnoreCase(column))
            .filter(i -> alias == null || aliases.get(i).equalsIgnoreCase(alias))
            .toArray();
    if (places.length > 1) {
      throw new SqlServerError(209, "Ambiguous column name '" + column + "'.");
    }
    return places.length == 0 ? OptionalInt.empty() : OptionalInt.of(places[0]);
  }
}
