/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Answers a SELECT: which rows is settled at once, what of them only while they are sent. */
final class Query {
  private final Statement.Select select;
  private final Relation relation;
  private final Binder binder;

  private Query(Statement.Select select, Relation relation, Binder binder) {
    this.select = select;
    this.relation = relation;
    this.binder = binder;
  }

  static Answer.Rows run(Statement.Select select, Binder outer) {
    return of(select, outer).answer();
  }

  /** Whether any row comes. */
  static boolean findsAny(Statement.Select select, Binder outer) {
    return of(select, outer).matching().findAny().isPresent();
  }

  private static Query of(Statement.Select select, Binder outer) {
    Origin origin = origin(select.from(), outer);
    return new Query(select, origin.relation(), outer.within(origin.scope()));
  }

  /** What a source is. */
  private record Origin(Relation relation, Scope scope) {
    static Origin of(Relation relation, String alias) {
      return new Origin(relation, Scope.of(alias, relation.columns()));
    }
  }

  private static Origin origin(Source source, Binder binder) {
    if (source instanceof Source.Named named) {
      return Origin.of(Catalogue.relation(binder.session(), named.name()), named.alias());
    }
    if (source instanceof Source.Function function) {
      List<@Nullable Object> arguments = new ArrayList<>();
      function.arguments().forEach(it -> arguments.add(binder.constant(it)));
      return Origin.of(
          Catalogue.function(binder.session(), function.name(), arguments), function.alias());
    }
    if (source instanceof Source.Subquery subquery) {
      Answer.Rows inner = run(subquery.select(), binder);
      List<Row> rows = new ArrayList<>();
      inner.rows().forEach(rows::add);
      return Origin.of(Relation.of(inner.columns(), rows), subquery.alias());
    }
    if (source instanceof Source.Values values) {
      return Origin.of(written(values, binder.within(Scope.EMPTY)), values.alias());
    }
    if (source instanceof Source.Join join) {
      Origin left = origin(join.left(), binder);
      Origin right = origin(join.right(), binder);
      Scope both = left.scope().and(right.scope());
      Relation joined =
          new JoinRelation(
              left.relation(), right.relation(), join.outer(), join.on(), binder.within(both));
      return new Origin(joined, both);
    }
    return Origin.of(Relation.of(List.of(), List.of(Row.of())), "");
  }

  /** Rows of the types that the first of them has. */
  private static Relation written(Source.Values values, Binder binder) {
    List<Column> columns = new ArrayList<>();
    for (Expression value : values.rows().get(0)) {
      columns.add(Column.of(values.columns().get(columns.size()), binder.bind(value).type()));
    }
    List<Row> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      rows.add(
          Row.generate(
              columns.size(),
              i -> Coercion.store(columns.get(i).type(), binder.constant(row.get(i)))));
    }
    return Relation.of(columns, rows);
  }

  private Answer.Rows answer() {
    if (select.items().stream().anyMatch(item -> Aggregate.isOne(item.value()))) {
      return aggregated();
    }
    List<Row> rows = sorted();
    List<Column> columns = new ArrayList<>();
    List<Term> terms = new ArrayList<>();
    for (Statement.Item item : select.items()) {
      if (item.value() instanceof Expression.Star star) {
        for (int place : binder.scope().places(star.source())) {
          Column column = binder.scope().columns().get(place);
          columns.add(column);
          terms.add(new Term(column.type(), row -> row.get(place)));
        }
      } else {
        Term term = binder.bind(item.value());
        columns.add(column(item, term));
        terms.add(term);
      }
    }
    return new Answer.Rows(columns, () -> rows.stream().map(row -> made(terms, row)).iterator());
  }

  private static Row made(List<Term> terms, Row row) {
    return Row.generate(terms.size(), i -> terms.get(i).value(row));
  }

  private Column column(Statement.Item item, Term term) {
    if (item.value() instanceof Expression.Name name) {
      Column source = binder.scope().columns().get(binder.scope().place(name.name()));
      return item.alias() == null ? source : source.named(item.alias());
    }
    return Column.of(item.alias() == null ? "" : item.alias(), term.type());
  }

  private Answer.Rows aggregated() {
    List<Row> rows = matching().toList();
    List<Column> columns = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (Statement.Item item : select.items()) {
      Aggregate aggregate = Aggregate.of(item.value(), binder);
      columns.add(Column.of(item.alias() == null ? "" : item.alias(), aggregate.type()));
      values.add(aggregate.over(rows));
    }
    return new Answer.Rows(columns, List.of(Row.of(values)));
  }

  /** The rows for which the condition holds. */
  private Stream<Row> matching() {
    Term condition = binder.condition(select.where());
    KeyRange range = new KeyRanges(binder).of(select.where(), relation.key());
    if (select.from() instanceof Source.Named named
        && named.locked()
        && relation instanceof TableRelation table) {
      binder.session().lock(table, range, condition);
    }
    return StreamSupport.stream(relation.rows(range).spliterator(), false).filter(condition::holds);
  }

  private List<Row> sorted() {
    long skipped = select.offset() == null ? 0 : binder.count(select.offset());
    Stream<Row> rows = matching();
    if (!comesInOrder()) {
      rows = rows.sorted(order());
    }
    return rows.skip(skipped).limit(limit()).toList();
  }

  private long limit() {
    long limit = Long.MAX_VALUE;
    if (select.top() != null) {
      limit = binder.count(select.top());
    }
    if (select.fetch() != null) {
      limit = binder.count(select.fetch());
    }
    long ofSession = binder.session().rowLimit();
    return ofSession == 0 ? limit : Math.min(limit, ofSession);
  }

  /** Whether the rows come as ORDER BY wants them, so that TOP need not read them all. */
  private boolean comesInOrder() {
    List<Integer> places = new ArrayList<>();
    for (Statement.Order order : select.orders()) {
      if (order.descending() || !(order.by() instanceof Expression.Name name)) {
        return false;
      }
      places.add(binder.scope().find(name.name()).orElse(-1));
    }
    return relation.isSortedBy(places);
  }

  private Comparator<Row> order() {
    return select.orders().stream()
        .map(this::order)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private Comparator<Row> order(Statement.Order order) {
    Term term = binder.bind(ofAlias(order.by()));
    Comparator<Row> ascending =
        (left, right) -> Values.compareNullsFirst(term.value(left), term.value(right));
    return order.descending() ? ascending.reversed() : ascending;
  }

  /** ORDER BY may name a column of the result. */
  private Expression ofAlias(Expression by) {
    if (by instanceof Expression.Name name && binder.scope().find(name.name()).isEmpty()) {
      for (Statement.Item item : select.items()) {
        if (name.column().equalsIgnoreCase(item.alias())) {
          return item.value();
        }
      }
    }
    return by;
  }
}
