/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import java.util.List;

/** What a SELECT reads from. */
sealed interface Source {
  /**
   * A table or view.
   *
   * @param name of up to three parts
   * @param locked whether its rows are to be locked as if they were written
   */
  record Named(List<String> name, String alias, boolean locked) implements Source {}

  /** A function that returns rows. */
  record Function(List<String> name, List<Expression> arguments, String alias) implements Source {}

  record Subquery(Statement.Select select, String alias) implements Source {}

  /** Rows that are written out. */
  record Values(List<List<Expression>> rows, String alias, List<String> columns)
      implements Source {}

  record Join(Source left, Source right, boolean outer, Expression on) implements Source {}

  /** A row without columns, for a SELECT without FROM. */
  record Nothing() implements Source {}
}
