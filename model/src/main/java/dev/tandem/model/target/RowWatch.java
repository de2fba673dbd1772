/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import java.util.Collection;
import java.util.List;

/**
 * Looks for a few rows of an entity many times a second, with as little work for the target as
 * goes. Used by one thread at a time.
 */
public interface RowWatch extends AutoCloseable {

  /**
   * The rows at these places as they are now, in any order, without those that are not there.
   *
   * @throws TargetUnavailable when the target cannot be read; the next call may succeed
   */
  List<EntityRow> look(Collection<Location> places);

  @Override
  void close();
}
