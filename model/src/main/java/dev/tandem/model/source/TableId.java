/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

/**
 * A table of a source, as its database spells it.
 *
 * @param schema empty for MySQL, which has no schemas inside a database
 */
public record TableId(String database, String schema, String table) implements Comparable<TableId> {

  /** A table of a database without schemas. */
  public static TableId of(String database, String table) {
    return new TableId(database, "", table);
  }

  /** {@code database.table} or {@code database.schema.table}. */
  @Override
  public String toString() {
    return schema.isEmpty() ? database + '.' + table : database + '.' + schema + '.' + table;
  }

  @Override
  public int compareTo(TableId other) {
    return toString().compareTo(other.toString());
  }
}
