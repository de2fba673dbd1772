/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.mapping.Naming;
import dev.tandem.model.source.SourceColumn;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table for tools that keep the source's names of columns, with the types that Tandem gives them;
 * and a view of it under Tandem's names, so that all are looked at in the same way.
 *
 * @param schema its own
 */
record SourceShapedTable(OrderDatabase database, String schema) {

  /** What is written. */
  String table() {
    return schema + ".orders";
  }

  /** What is looked at; it tells where rows lie, too. */
  String view() {
    return schema + ".orders_seen";
  }

  /** Makes it anew. */
  void create() throws SQLException {
    database.execute(
        "DROP SCHEMA IF EXISTS " + schema + " CASCADE",
        "CREATE SCHEMA " + schema,
        "CREATE TABLE "
            + table()
            + " AS SELECT "
            + columns("%2$s AS %1$s")
            + " FROM "
            + OrderDatabase.TANDEM
            + " WITH NO DATA",
        "ALTER TABLE " + table() + " ADD PRIMARY KEY (" + unquoted("OrderId") + ")",
        "CREATE VIEW "
            + view()
            + " AS SELECT ctid, "
            + columns("%1$s AS %2$s")
            + " FROM "
            + table());
  }

  private static String columns(String form) {
    return Orders.TABLE.columns().stream()
        .map(SourceColumn::name)
        .map(name -> form.formatted(unquoted(name), Naming.SNAKE_CASE.apply(name)))
        .collect(Collectors.joining(", "));
  }

  /** As PostgreSQL reads a name that is not in quotes. */
  private static String unquoted(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
