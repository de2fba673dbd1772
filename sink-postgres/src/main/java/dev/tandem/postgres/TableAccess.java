/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import java.util.List;

/**
 * A table with the ways into it, kept as long as the table stays as it is.
 *
 * @param upsert see {@link Statements#upsert}
 * @param upserted what it is sent of each row
 * @param delete see {@link Statements#delete}
 * @param deleted what it is sent of each row
 */
record TableAccess(
    TargetTable table,
    String upsert,
    List<SentColumn<EntityChange.Upserted>> upserted,
    String delete,
    List<SentColumn<EntityChange.Deleted>> deleted,
    RowCopy copy,
    StagedRows staged) {

  /** Copies the lists. */
  TableAccess {
    upserted = List.copyOf(upserted);
    deleted = List.copyOf(deleted);
  }

  /**
   * The ways into a table.
   *
   * @param temporary whether this role may make temporary tables
   */
  static TableAccess to(TargetTable table, boolean temporary) {
    Statements sql = new Statements(table);
    return new TableAccess(
        table,
        sql.upsert(),
        SentColumn.guarded(SentColumn.ofRow(table)),
        sql.delete(),
        SentColumn.guarded(SentColumn.ofKey(table)),
        new RowCopy(table),
        new StagedRows(table, temporary));
  }
}
