/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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
  private final List<Term> soughtKey;

  JoinRelation(Relation left, Relation right, boolean outer, Expression on, Binder binder) {
    this.left = left;
    this.right = right;
    this.outer = outer;
    this.columns = new ArrayList<>(left.columns());
    this.columns.addAll(right.columns());
    this.on = binder.bind(on);
    this.soughtKey = soughtKey(on, binder);
  }

  /** What the left row says that the right one's key begins with. */
  private List<Term> soughtKey(Expression on, Binder binder) {
    List<Term> sought = new ArrayList<>();
    for (int column : right.key()) {
      @Nullable Term value = equal(on, left.columns().size() + column, binder);
      if (value == null) {
        break;
      }
      sought.add(value);
    }
    return sought;
  }

  /** The column of the left row that one of the right row must be equal to. */
  private @Nullable Term equal(Expression on, int column, Binder binder) {
    if (on instanceof Expression.And and) {
      @Nullable Term first = equal(and.left(), column, binder);
      return first == null ? equal(and.right(), column, binder) : first;
    }
    if (!(on instanceof Expression.Comparison comparison)
        || !comparison.operator().equals("=")
        || !(comparison.left() instanceof Expression.Name one)
        || !(comparison.right() instanceof Expression.Name other)) {
      return null;
    }
    int first = binder.scope().place(one.name());
    int second = binder.scope().place(other.name());
    if (Math.max(first, second) != column || Math.min(first, second) >= left.columns().size()) {
      return null;
    }
    return binder.bind(first == column ? other : one);
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
    Row key = Row.generate(soughtKey.size(), i -> soughtKey.get(i).value(row));
    boolean known = IntStream.range(0, key.size()).noneMatch(i -> key.get(i) == null);
    return known ? KeyRange.of(key) : KeyRange.ALL;
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
