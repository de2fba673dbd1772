/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A target in memory, where a row lies under its key; the rows may change as it is read. */
class StoredRows implements TargetReader {
  private final List<StoredRow> rows;

  StoredRows(List<StoredRow> rows) {
    this.rows = rows;
  }

  @Override
  public void scan(EntitySchema schema, Consumer<StoredRow> consumer) {
    List.copyOf(rows).forEach(consumer);
  }

  @Override
  public List<StoredRow> find(EntitySchema schema, Collection<Location> places) {
    Set<Location> wanted = new HashSet<>(places);
    return rows.stream()
        .filter(stored -> wanted.contains(stored.row().location(schema.key())))
        .toList();
  }

  @Override
  public boolean mayHaveExpired(EntityRow row) {
    return false;
  }

  @Override
  public void close() {}
}
