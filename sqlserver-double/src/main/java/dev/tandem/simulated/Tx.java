/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.store.Key;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.Transaction;
import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is written within one transaction. Values are of Java's types, and are made what their
 * column stores: numbers, texts, {@code byte[]}, the types of {@code java.time}, UUIDs, booleans;
 * any of them may also be given as the text that SQL would have.
 */
public final class Tx {
  private final Function<String, Table> tables;
  private final Transaction transaction;

  Tx(Function<String, Table> tables, Transaction transaction) {
    this.tables = tables;
    this.transaction = transaction;
  }

  /**
   * Inserts a row.
   *
   * @param values of all columns but identities and those that the server fills
   */
  public void insert(String table, @Nullable Object... values) {
    Table into = tables.apply(table);
    int[] places =
        IntStream.range(0, into.columns().size())
            .filter(i -> !into.columns().get(i).isServersOwn())
            .filter(i -> !into.columns().get(i).column().identity())
            .toArray();
    if (places.length != values.length) {
      throw new SqlServerError(
          213, "Column name or number of supplied values does not match table definition.");
    }
    Map<Integer, @Nullable Object> named = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(places[i], values[i]);
    }
    transaction.insert(into, named);
  }

  /** Inserts a row; the columns that are not named get their defaults. */
  public void insertNamed(String table, Map<String, ? extends @Nullable Object> values) {
    Table into = tables.apply(table);
    transaction.insert(into, placed(into, values));
  }

  /**
   * Changes a row.
   *
   * @param key of its primary key the value, or the list of the values
   */
  public void update(String table, Object key, Map<String, ? extends @Nullable Object> changes) {
    Table of = tables.apply(table);
    transaction.update(of, key(of, key), placed(of, changes));
  }

  /**
   * Deletes a row.
   *
   * @param key as for {@link #update}
   */
  public void delete(String table, Object key) {
    Table from = tables.apply(table);
    transaction.delete(from, key(from, key));
  }

  private static Key key(Table table, Object key) {
    List<?> values = key instanceof List<?> list ? list : List.of(key);
    List<Integer> places = table.primaryKey();
    if (values.size() != places.size()) {
      throw new IllegalArgumentException(
          "The key of " + table.fullName() + " has " + places.size() + " columns.");
    }
    return new Key(
        Row.generate(
            places.size(),
            i ->
                Coercion.store(table.columns().get(places.get(i)).column().type(), values.get(i))));
  }

  private static Map<Integer, @Nullable Object> placed(
      Table table, Map<String, ? extends @Nullable Object> values) {
    Map<Integer, @Nullable Object> placed = new HashMap<>();
    values.forEach((column, value) -> placed.put(table.requirePlace(column), value));
    return placed;
  }
}
