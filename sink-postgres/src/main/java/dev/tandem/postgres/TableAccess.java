/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import java.util.ArrayList;
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
    RowCopy copy) {

  /** Copies the lists. */
  TableAccess {
    upserted = List.copyOf(upserted);
    deleted = List.copyOf(deleted);
  }

  static TableAccess to(TargetTable table) {
    Statements sql = new Statements(table);
    return new TableAccess(
        table,
        sql.upsert(),
        guarded(SentColumn.ofRow(table)),
        sql.delete(),
        guarded(SentColumn.ofKey(table)),
        new RowCopy(table));
  }

  /** With what the guards of both statements compare. */
  private static <T extends EntityChange> List<SentColumn<T>> guarded(List<SentColumn<T>> columns) {
    List<SentColumn<T>> guarded = new ArrayList<>(columns);
    guarded.add(SentColumn.version());
    guarded.add(SentColumn.key());
    return guarded;
  }
}
