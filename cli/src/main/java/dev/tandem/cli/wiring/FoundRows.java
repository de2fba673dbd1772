/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import java.util.Collection;
import java.util.List;

/** Looks with a reader whose look-ups cost no more than they must. */
public record FoundRows(TargetReader reader, EntitySchema schema) implements RowWatch {

  @Override
  public List<EntityRow> look(Collection<Location> places) {
    return reader.find(schema, places).stream()
        .filter(StoredRow::inPlace)
        .map(StoredRow::row)
        .toList();
  }

  @Override
  public void close() {
    reader.close();
  }
}
