/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.model.mapping.EntityPattern;
import dev.tandem.model.source.TableId;
import java.util.Collection;
import java.util.List;

/**
 * A table, or a pattern of tables.
 *
 * @param database may hold {@code *} for any text
 * @param table may hold {@code *} for any text
 */
record TableName(String database, String table) {

  boolean isPattern() {
    return isOfDatabases() || isOfTables();
  }

  /** Whether one must know which databases there are. */
  boolean isOfDatabases() {
    return database.contains("*");
  }

  /** Whether one must know which tables a database has. */
  boolean isOfTables() {
    return table.contains("*");
  }

  /** The same in each of the databases that match. */
  List<TableName> in(Collection<String> databases) {
    return isOfDatabases()
        ? databases.stream()
            .filter(one -> EntityPattern.matches(database, one))
            .map(one -> new TableName(one, table))
            .toList()
        : List.of(this);
  }

  /** The table; only for a name that is no pattern. */
  TableId id() {
    return TableId.of(database, table);
  }

  @Override
  public String toString() {
    return database + '.' + table;
  }
}
