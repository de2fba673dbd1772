/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Values in the order of their columns, null standing for NULL; unchangeable, so it is shared. */
public final class Row {
  private final @Nullable Object[] values;

  private Row(@Nullable Object[] values) {
    this.values = values;
  }

  public static Row of(@Nullable Object... values) {
    return new Row(values.clone());
  }

  public static Row of(Collection<? extends @Nullable Object> values) {
    return new Row(values.toArray());
  }

  /** A row of values that are asked for one by one. */
  public static Row generate(int size, IntFunction<? extends @Nullable Object> value) {
    @Nullable Object[] values = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      values[i] = value.apply(i);
    }
    return new Row(values);
  }

  public @Nullable Object get(int column) {
    return values[column];
  }

  public int size() {
    return values.length;
  }

  /** The same with another value in one column. */
  public Row with(int column, @Nullable Object value) {
    @Nullable Object[] changed = values.clone();
    changed[column] = value;
    return new Row(changed);
  }

  /** The values of this row and behind them those of another. */
  public Row join(Row other) {
    @Nullable Object[] joined = Arrays.copyOf(values, values.length + other.values.length);
    System.arraycopy(other.values, 0, joined, values.length, other.values.length);
    return new Row(joined);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
