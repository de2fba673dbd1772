/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Key;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.TableColumn;
import dev.tandem.simulated.store.Transaction;
import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A table as a transaction sees it. */
record TableRelation(Table table, Transaction transaction) implements Relation {
  @Override
  public List<Column> columns() {
    return table.shownColumns();
  }

  @Override
  public List<Integer> key() {
    return table.primaryKey();
  }

  @Override
  public Iterable<Row> rows(KeyRange range) {
    return () -> entries(range).map(Map.Entry::getValue).iterator();
  }

  /** The rows with their keys. */
  Stream<Map.Entry<Key, Row>> entries(KeyRange range) {
    if (isOneKey(range)) {
      return one(range.from());
    }
    var scanned = transaction.scan(table, range.low().size() == 0 ? null : range.from());
    // not its own stream, which would count a part of a table before it reads it
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(scanned.entrySet().iterator(), Spliterator.ORDERED),
            false)
        .takeWhile(entry -> !range.endsBefore(entry.getKey()));
  }

  /** The keys of the rows for which a condition holds, or the one key that it asks for. */
  List<Key> keys(KeyRange range, Term condition) {
    if (isOneKey(range)) {
      List<TableColumn> columns = table.columns();
      List<Integer> key = table.primaryKey();
      return List.of(
          new Key(
              Row.generate(
                  key.size(),
                  i ->
                      Coercion.store(
                          columns.get(key.get(i)).column().type(), range.low().get(i)))));
    }
    return entries(range)
        .filter(entry -> condition.holds(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isOneKey(KeyRange range) {
    List<Integer> key = table.primaryKey();
    return !key.isEmpty() && range.low().size() == key.size() && range.low().equals(range.high());
  }

  /** A single row, for which nothing has to be merged. */
  private Stream<Map.Entry<Key, Row>> one(Key key) {
    @Nullable Row row = transaction.find(table, key);
    return row == null ? Stream.empty() : Stream.of(Map.entry(table.keyOf(row), row));
  }
}
