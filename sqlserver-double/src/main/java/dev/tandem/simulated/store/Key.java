/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.Values;

/** Where a row stands in its table; one of fewer values stands before all that begin with them. */
public record Key(Row values) implements Comparable<Key> {
  @Override
  public int compareTo(Key other) {
    int shared = Math.min(values.size(), other.values.size());
    for (int i = 0; i < shared; i++) {
      int order = Values.compareNullsFirst(values.get(i), other.values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(values.size(), other.values.size());
  }
}
