/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of two relations side by side, in the order of the left one. */
final class JoinRelation implements Relation {
  private final Relation left;
  private final Relation right;
  private final List<Column> columns;
  private final boolean outer;
  private final Term on;
  private final @Nullable Term soughtKey;

  JoinRelation(Relation left, Relation right, boolean outer, Expression on, Binder binder) {
    this.left = left;
    this.right = right;
    this.outer = outer;
    this.columns = new ArrayList<>(left.columns());
    this.columns.addAll(right.columns());
    this.on = binder.bind(on);
    this.soughtKey = soughtKey(on, binder);
  }

  /** What the left row says the right one's key is, when the condition is just that. */
  private @Nullable Term soughtKey(Expression on, Binder binder) {
    if (right.key().isEmpty() || !(on instanceof Expression.Comparison comparison)) {
      return null;
    }
    int key = left.columns().size() + right.key().get(0);
    if (!comparison.operator().equals("=")
        || !(comparison.left() instanceof Expression.Name one)
        || !(comparison.right() instanceof Expression.Name other)) {
      return null;
    }
    int first = binder.scope().place(one.name());
    int second = binder.scope().place(other.name());
    if (Math.max(first, second) != key || Math.min(first, second) >= left.columns().size()) {
      return null;
    }
    return binder.bind(first == key ? other : one);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<Integer> key() {
    return left.key();
  }

  @Override
  public boolean isSortedBy(List<Integer> places) {
    return left.isSortedBy(places);
  }

  @Override
  public Iterable<Row> rows(KeyRange range) {
    Function<Row, Stream<Row>> joined = this::joined;
    return () -> stream(left.rows(range)).flatMap(joined).iterator();
  }

  private Stream<Row> joined(Row row) {
    List<Row> matching =
        stream(right.rows(rangeFor(row))).map(row::join).filter(on::holds).toList();
    if (matching.isEmpty() && outer) {
      return Stream.of(row.join(Row.generate(right.columns().size(), i -> null)));
    }
    return matching.stream();
  }

  private KeyRange rangeFor(Row row) {
    Object key = soughtKey == null ? null : soughtKey.value(row);
    return key == null ? KeyRange.ALL : KeyRange.of(Row.of(key));
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
