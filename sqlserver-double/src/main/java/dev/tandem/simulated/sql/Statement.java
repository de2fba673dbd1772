/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be run. */
sealed interface Statement {
  /**
   * A query.
   *
   * @param top null for all
   * @param offset null for 0
   * @param fetch null for all
   */
  record Select(
      @Nullable Expression top,
      List<Item> items,
      Source from,
      @Nullable Expression where,
      List<Order> orders,
      @Nullable Expression offset,
      @Nullable Expression fetch)
      implements Statement {}

  /** A column of the result; one without an alias has none or that of its column. */
  record Item(Expression value, @Nullable String alias) {}

  record Order(Expression by, boolean descending) {}

  /**
   * An INSERT.
   *
   * @param columns empty for all that can be written
   * @param rows a row without values stands for DEFAULT VALUES
   */
  record Insert(List<String> table, List<String> columns, List<List<Expression>> rows)
      implements Statement {}

  /**
   * An UPDATE.
   *
   * @param top null for all
   */
  record Update(
      @Nullable Expression top,
      List<String> table,
      Map<String, Expression> changes,
      @Nullable Expression where)
      implements Statement {}

  /**
   * A DELETE.
   *
   * @param top null for all
   */
  record Delete(@Nullable Expression top, List<String> table, @Nullable Expression where)
      implements Statement {}

  record Use(String database) implements Statement {}

  record ImplicitTransactions(boolean on) implements Statement {}

  record RowCount(Expression limit) implements Statement {}

  /** A setting that changes nothing here. */
  record Ignored() implements Statement {}

  record Begin() implements Statement {}

  record Commit() implements Statement {}

  /**
   * A roll back.
   *
   * @param savepoint null for the whole transaction
   */
  record RollBack(@Nullable String savepoint) implements Statement {}

  record Save(String savepoint) implements Statement {}

  record If(Expression condition, Statement then) implements Statement {}

  record Block(List<Statement> statements) implements Statement {}

  /**
   * A call.
   *
   * @param arguments by their place, from 0 on, or by their name with its @
   */
  record Execute(List<String> procedure, Map<String, Expression> arguments) implements Statement {}
}
