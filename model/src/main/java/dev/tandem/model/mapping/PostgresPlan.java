/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

/** Where an entity lies in PostgreSQL. */
public record PostgresPlan(String schema, String table) {

  /** {@code schema.table}, unquoted: for messages. */
  @Override
  public String toString() {
    return schema + '.' + table;
  }
}
