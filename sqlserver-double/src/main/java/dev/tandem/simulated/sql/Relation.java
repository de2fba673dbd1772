/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import java.util.List;

/** Rows to read from. */
interface Relation {
  List<Column> columns();

  /** The places of the columns in whose order the rows come; empty when in no order. */
  default List<Integer> key() {
    return List.of();
  }

  /** Whether the rows come in the order of these columns. */
  default boolean isSortedBy(List<Integer> places) {
    List<Integer> key = key();
    return places.size() <= key.size() && key.subList(0, places.size()).equals(places);
  }

  /**
   * At least the rows within a range of the key, in its order, to be read under the lock.
   *
   * @param range what is outside of it need not come
   */
  Iterable<Row> rows(KeyRange range);

  /** A few rows, made at once. */
  static Relation of(List<Column> columns, List<Row> rows) {
    return new Relation() {
      @Override
      public List<Column> columns() {
        return columns;
      }

      @Override
      public Iterable<Row> rows(KeyRange range) {
        return rows;
      }
    };
  }
}
