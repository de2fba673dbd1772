/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.model.source.TableId;

/**
 * A table, or a pattern of tables.
 *
 * @param table may hold {@code *} for any text
 */
record TableName(String database, String table) {

  boolean isPattern() {
    return table.contains("*");
  }

  /** The table; only for a name that is no pattern. */
  TableId id() {
    return TableId.of(database, table);
  }
}
