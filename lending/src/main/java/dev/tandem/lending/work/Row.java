/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Table;
import java.util.List;

/** A row by its key; whether it is there is another question. */
record Row(Table table, List<Object> key) {

  /** Copies the key. */
  Row {
    key = List.copyOf(key);
  }

  /** The row of a table that is known by a number. */
  static Row of(Table table, long number) {
    return new Row(table, List.of(number));
  }

  /** {@code a = ? AND b = ?}. */
  String condition() {
    return String.join(
        " AND ", table.key().stream().map(column -> column.name() + " = ?").toList());
  }
}
