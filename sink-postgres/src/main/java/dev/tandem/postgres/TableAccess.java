/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

/**
 * A table with the ways into it, kept as long as the table stays as it is.
 *
 * @param upsert see {@link Statements#upsert}
 * @param delete see {@link Statements#delete}
 */
record TableAccess(TargetTable table, String upsert, String delete, RowCopy copy) {

  static TableAccess to(TargetTable table) {
    Statements sql = new Statements(table);
    return new TableAccess(table, sql.upsert(), sql.delete(), new RowCopy(table));
  }
}
