/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Key;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.Transaction;
import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs INSERT, UPDATE and DELETE. */
final class Writes {
  private final Session session;
  private final Map<String, Argument> arguments;

  Writes(Session session, Map<String, Argument> arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  Answer insert(Statement.Insert insert) {
    Table table = Catalogue.table(session, insert.table());
    List<Integer> places = places(table, insert.columns());
    Binder binder = new Binder(session, arguments, Scope.EMPTY);
    session.write(
        transaction ->
            insert.rows().forEach(row -> transaction.insert(table, named(places, row, binder))));
    if (table.columns().stream().anyMatch(column -> column.column().identity())) {
      session.identity(table.lastIdentity());
    }
    return counted(Answer.Command.INSERT, insert.rows().size());
  }

  /** Without a list all columns are meant that a client can write. */
  private static List<Integer> places(Table table, List<String> columns) {
    if (!columns.isEmpty()) {
      return columns.stream().map(table::requirePlace).toList();
    }
    return IntStream.range(0, table.columns().size())
        .filter(i -> !table.columns().get(i).isServersOwn())
        .filter(i -> !table.columns().get(i).column().identity())
        .boxed()
        .toList();
  }

  private static Map<Integer, @Nullable Object> named(
      List<Integer> places, List<Expression> row, Binder binder) {
    if (!row.isEmpty() && row.size() != places.size()) {
      throw new SqlServerError(
          213, "Column name or number of supplied values does not match table definition.");
    }
    Map<Integer, @Nullable Object> named = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      if (!(row.get(i) instanceof Expression.Default)) {
        named.put(places.get(i), binder.constant(row.get(i)));
      }
    }
    return named;
  }

  Answer update(Statement.Update update) {
    Table table = Catalogue.table(session, update.table());
    Binder binder = binder(table);
    Map<Integer, Term> changes = new LinkedHashMap<>();
    update
        .changes()
        .forEach((column, value) -> changes.put(table.requirePlace(column), binder.bind(value)));
    return each(
        table,
        binder,
        new Chosen(update.where(), update.top()),
        Answer.Command.UPDATE,
        (transaction, key, row) -> {
          Map<Integer, @Nullable Object> values = new HashMap<>();
          changes.forEach((place, term) -> values.put(place, term.value(row)));
          transaction.update(table, key, values);
        });
  }

  Answer delete(Statement.Delete delete) {
    Table table = Catalogue.table(session, delete.table());
    return each(
        table,
        binder(table),
        new Chosen(delete.where(), delete.top()),
        Answer.Command.DELETE,
        (transaction, key, row) -> transaction.delete(table, key));
  }

  private Binder binder(Table table) {
    return new Binder(session, arguments, Scope.of(table.name(), table.shownColumns()));
  }

  /** The rows that a statement means: as many as its TOP says of those for which it holds. */
  private record Chosen(@Nullable Expression where, @Nullable Expression top) {}

  /** What is done to a row. */
  private interface RowWrite {
    void write(Transaction transaction, Key key, Row row);
  }

  private Answer each(
      Table table, Binder binder, Chosen chosen, Answer.Command command, RowWrite write) {
    Term condition = binder.condition(chosen.where());
    KeyRange range = new KeyRanges(binder).of(chosen.where(), table.primaryKey());
    long most = chosen.top() == null ? Long.MAX_VALUE : binder.count(chosen.top());
    long[] count = {0};
    Consumer<Transaction> all =
        transaction -> {
          for (Key key : matching(table, transaction, range, condition, most)) {
            transaction.claim(table, key);
            Row row = transaction.find(table, key); // another one may have changed it meanwhile
            if (row != null && condition.holds(row)) {
              write.write(transaction, key, row);
              count[0]++;
            }
          }
        };
    session.write(all);
    return counted(command, count[0]);
  }

  private static List<Key> matching(
      Table table, Transaction transaction, KeyRange range, Term condition, long most) {
    return new TableRelation(table, transaction)
        .entries(range)
        .filter(entry -> condition.holds(entry.getValue()))
        .map(Map.Entry::getKey)
        .limit(most)
        .toList();
  }

  private Answer counted(Answer.Command command, long rows) {
    session.rowCount(rows);
    return new Answer.Count(command, rows);
  }
}
