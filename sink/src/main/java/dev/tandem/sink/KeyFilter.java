/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.entity.EntityKey;
import java.util.Set;

/**
 * Which rows are meant.
 *
 * @param keys as the key's JSON or as its values separated by commas; none for all
 */
record KeyFilter(Set<String> keys) {
  KeyFilter {
    keys = Set.copyOf(keys);
  }

  boolean takes(EntityKey key) {
    return keys.isEmpty() || keys.contains(key.json()) || keys.contains(key.values());
  }

  /** What is no change of any row is left out where rows are named. */
  LaneBuffer.Item filtered(LaneBuffer.Item item) {
    boolean taken =
        item.delivery() == null ? keys.isEmpty() : takes(item.delivery().change().key());
    return taken ? item : new LaneBuffer.Item(item.record(), null, null);
  }
}
