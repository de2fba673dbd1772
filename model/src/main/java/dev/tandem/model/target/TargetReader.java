/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Reads a target back, independently of the writer, for verification. */
public interface TargetReader extends AutoCloseable {

  /**
   * Hands over every row of an entity, in any order and with constant memory.
   *
   * @throws TargetUnavailable when the target cannot be read; rows may have been handed over before
   */
  void scan(EntitySchema schema, Consumer<StoredRow> rows);

  /** The rows at these places, in any order, without those that are not there. */
  List<StoredRow> find(EntitySchema schema, Collection<Location> places);

  /**
   * Whether the target may rightly have dropped this row by itself, because its time to live is
   * over.
   */
  boolean mayHaveExpired(EntityRow row);

  @Override
  void close();
}
