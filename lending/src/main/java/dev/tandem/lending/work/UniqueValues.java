/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Column.Role;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that only one row may have, on their way from one row to another. */
final class UniqueValues {
  private UniqueValues() {}

  /** Two rows swap their values, through one that neither has. */
  static void swap(Hands hands) throws SQLException {
    Table table = table(hands);
    Column column = hands.pick(table.columns(Role.UNIQUE));
    Optional<Row> one = hands.finder().any(table);
    Optional<Row> other = hands.finder().any(table);
    if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
      return;
    }
    Optional<Object> ofOne = hands.finder().lock(one.get(), column);
    Optional<Object> ofOther = hands.finder().lock(other.get(), column);
    if (ofOne.isPresent() && ofOther.isPresent()) {
      set(hands, one.get(), column, column.values().something(hands.clerk().draw(table)));
      set(hands, other.get(), column, ofOne.get());
      set(hands, one.get(), column, ofOther.get());
      hands.clerk().session().countSwap();
    }
  }

  /** A row gives its value up, or goes, and another one takes it. */
  static void handOn(Hands hands) throws SQLException {
    Table table = table(hands);
    Column column = hands.pick(table.columns(Role.UNIQUE));
    boolean goes = hands.chance(0.3);
    Optional<Row> giver = goes ? hands.finder().childless(table) : hands.finder().any(table);
    Optional<Row> taker = hands.finder().any(table);
    if (giver.isEmpty() || taker.isEmpty() || giver.equals(taker)) {
      return;
    }
    Optional<Object> value = hands.finder().lock(giver.get(), column);
    if (value.isEmpty()) {
      return;
    }
    if (goes) {
      hands.clerk().delete(giver.get());
    } else if (column.values().nullable() && hands.chance(0.5)) {
      set(hands, giver.get(), column, null);
    } else {
      set(hands, giver.get(), column, column.values().something(hands.clerk().draw(table)));
    }
    if (set(hands, taker.get(), column, value.get()) == 1) {
      hands.clerk().session().countSwap();
    }
  }

  private static Table table(Hands hands) {
    // Customers first: theirs are unique at the target, too.
    return hands.chance(0.5)
        ? Tables.named("Customers")
        : hands.table(table -> !table.columns(Role.UNIQUE).isEmpty());
  }

  private static int set(Hands hands, Row row, Column column, @Nullable Object value)
      throws SQLException {
    return hands.clerk().update(row, Collections.singletonMap(column, value));
  }
}
