/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.TableId;

/** Names in T-SQL: the one place that quotes them. */
public final class Sql {
  private Sql() {}

  /** A name as SQL Server reads it whatever characters it has. */
  public static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("no name in SQL Server is empty or has a NUL");
    }
    return '[' + name.replace("]", "]]") + ']';
  }

  /** {@code [database].[schema].[table]}. */
  public static String quote(TableId table) {
    return quote(table.database()) + '.' + quoteHere(table);
  }

  /** {@code [schema].[table]}, for statements within its database. */
  public static String quoteHere(TableId table) {
    return quote(table.schema()) + '.' + quote(table.table());
  }

  /** Text as a literal, for statements that are shown to people. */
  public static String literal(String text) {
    return "N'" + text.replace("'", "''") + '\'';
  }
}
