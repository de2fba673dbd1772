/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import dev.tandem.model.type.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row's values in the order of its table's columns, before any mapping. */
public final class SourceRow {
  private final SourceTable table;
  private final @Nullable Value[] values;

  /**
   * Takes over the array: the caller must not change it afterwards.
   *
   * @param values null for a column that was not read, since nobody asks for it
   */
  public SourceRow(SourceTable table, @Nullable Value... values) {
    if (values.length != table.columns().size()) {
      throw new IllegalArgumentException(
          values.length
              + " values for the "
              + table.columns().size()
              + " columns of "
              + table.id());
    }
    this.table = table;
    this.values = values;
  }

  /** The table as it was when the row was read. */
  public SourceTable table() {
    return table;
  }

  /**
   * The value of a column, counted from 0.
   *
   * @throws IllegalStateException when it was not read
   */
  public Value value(int column) {
    Value value = values[column];
    if (value == null) {
      throw new IllegalStateException(
          table.columns().get(column).name() + " of " + table.id() + " was not read");
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceRow row
        && table.equals(row.table)
        && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Names the table only: a row's values must not reach a log (invariant 8). */
  @Override
  public String toString() {
    return "row of " + table.id();
  }
}
