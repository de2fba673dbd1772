/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Columns under the names that a file has for them: as the source spells them, or as the naming of
 * fields would. For one thread.
 */
public final class ColumnNames {
  private final List<String> names;
  private final UnaryOperator<String> naming;
  private final IdentityHashMap<SourceTable, int[]> positions = new IdentityHashMap<>();

  /** Those names, in their order. */
  public ColumnNames(List<String> names, UnaryOperator<String> naming) {
    this.names = List.copyOf(names);
    this.naming = naming;
  }

  /** The names themselves. */
  List<String> names() {
    return names;
  }

  /** Where they stand in one state of a table; -1 for one that it does not have. Not a copy. */
  public int[] in(SourceTable table) {
    return positions.computeIfAbsent(
        table, state -> names.stream().mapToInt(name -> position(state, name)).toArray());
  }

  /** The names of which the table has no column. */
  List<String> missing(SourceTable table) {
    return names.stream().filter(name -> position(table, name) < 0).toList();
  }

  private int position(SourceTable table, String name) {
    Integer exact = table.positions().get(name);
    if (exact != null) {
      return exact;
    }
    List<SourceColumn> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (naming.apply(columns.get(i).name()).equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
