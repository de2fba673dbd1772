/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys that change, and keys that come back. */
final class KeyChanges {
  private KeyChanges() {}

  /** A row gets another key. */
  static void change(Hands hands) throws SQLException {
    Table table = hands.table();
    Optional<Row> row = hands.finder().childless(table);
    if (row.isPresent()) {
      Optional<List<Object>> key = newKey(hands, row.get());
      if (key.isPresent()) {
        hands.clerk().rekey(row.get(), key.get(), Map.of());
      }
    }
  }

  /** A row gets another key, and is changed before, with the same statement, or after. */
  static void changeWithRow(Hands hands) throws SQLException {
    Table table = hands.table();
    Optional<Row> found = hands.finder().childless(table);
    if (found.isEmpty()) {
      return;
    }
    Row row = found.get();
    Optional<List<Object>> key = newKey(hands, row);
    if (key.isEmpty()) {
      return;
    }
    switch (hands.between(1, 3)) {
      case 1 -> {
        hands.clerk().update(row, hands.values(table, 2, 0));
        hands.clerk().rekey(row, key.get(), Map.of());
      }
      case 2 -> hands.clerk().rekey(row, key.get(), hands.values(table, 2, 0));
      default -> {
        hands.clerk().rekey(row, key.get(), Map.of());
        hands.clerk().update(new Row(table, key.get()), hands.values(table, 2, 0));
      }
    }
  }

  /** One that no row has; now and then a hot one that a row used to have. */
  private static Optional<List<Object>> newKey(Hands hands, Row row) throws SQLException {
    Table table = row.table();
    if (table.isNumbered() && hands.chance(0.3)) {
      Row hot = Row.of(table, hands.finder().hotNumber());
      return hands.finder().isFree(hot) ? Optional.of(hot.key()) : Optional.empty();
    }
    return Optional.of(table.rekey().next(row.key(), hands.clerk().draw(table)));
  }

  /** A row is deleted and inserted again with the same key, in one transaction. */
  static void replace(Hands hands) throws SQLException {
    Optional<Row> row = hands.finder().childless(hands.table());
    if (row.isPresent() && hands.clerk().delete(row.get()) == 1) {
      insertAgain(hands, row.get());
    }
  }

  /**
   * A hot row that is gone comes back; one that is there goes, with all that refers to it, and
   * comes back alone.
   */
  static void comeBack(Hands hands) throws SQLException {
    Table table = hands.table();
    Optional<Row> row =
        table.isNumbered() && hands.chance(0.7)
            ? Optional.of(Row.of(table, hands.finder().hotNumber()))
            : hands.finder().childless(table);
    if (row.isEmpty()) {
      return;
    }
    if (!hands.finder().isFree(row.get())) {
      hands.clerk().deleteTree(row.get());
      hands.clerk().session().commit();
    }
    if (hands.finder().isFree(row.get())) {
      insertAgain(hands, row.get());
    }
  }

  private static void insertAgain(Hands hands, Row row) throws SQLException {
    Table table = row.table();
    boolean below = !table.columns(Column.Role.PARENT).isEmpty();
    Optional<Row> parent = below ? hands.finder().parent(table) : Optional.empty();
    if (parent.isPresent() || !below) {
      hands.clerk().insertAs(row, parent);
    }
  }
}
