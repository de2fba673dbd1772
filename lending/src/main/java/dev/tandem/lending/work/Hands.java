/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client works with.
 *
 * @param bigTransactionRows rows of a big transaction
 */
record Hands(
    Clerk clerk, Finder finder, World world, SplittableRandom random, int bigTransactionRows) {

  /** Whether something happens that happens with this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from one to another, both included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Some table. */
  Table table() {
    return pick(Tables.ALL);
  }

  /** Some table of that kind. */
  Table table(Predicate<Table> which) {
    return pick(Tables.ALL.stream().filter(which).toList());
  }

  /** The emptier one of two tables, as a part of what it was. */
  Table tableToGrow() {
    Table one = table();
    Table other = table();
    return world.fill(one) <= world.fill(other) ? one : other;
  }

  /** The fuller one of two tables of that kind. */
  Table tableToShrink(Predicate<Table> which) {
    Table one = table(which);
    Table other = table(which);
    return world.fill(one) >= world.fill(other) ? one : other;
  }

  /** New values for up to so many columns that may have any; edges of their types that often. */
  Map<Column, @Nullable Object> values(Table table, int most, double edges) {
    Map<Column, @Nullable Object> values = new LinkedHashMap<>();
    List<Column> free = new ArrayList<>(table.columns(Column::isFree));
    for (int i = 0; i < most && !free.isEmpty(); i++) {
      Column column = free.remove(random.nextInt(free.size()));
      values.put(column, column.values().draw(clerk.draw(table, edges)));
    }
    return values;
  }

  /** The same for big transactions of that many rows. */
  Hands withBigTransactionRows(int rows) {
    return new Hands(clerk, finder, world, random, rows);
  }
}
