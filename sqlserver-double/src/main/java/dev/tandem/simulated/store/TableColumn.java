/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.Row;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param byDefault null where there is no default
 * @param computed makes its value of the row's others; null when it is stored
 */
public record TableColumn(
    Column column,
    @Nullable Default byDefault,
    @Nullable Function<Row, ? extends @Nullable Object> computed) {

  /**
   * What a column gets when an INSERT does not name it.
   *
   * @param text as the catalogue keeps it: {@code ((1))}
   */
  public record Default(String text, Supplier<? extends @Nullable Object> value) {}

  public String name() {
    return column.name();
  }

  /** Whether only the server writes it. */
  public boolean isServersOwn() {
    return computed != null || column.type().kind() == Kind.ROWVERSION;
  }
}
