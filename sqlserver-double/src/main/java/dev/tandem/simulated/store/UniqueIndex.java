/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import java.util.List;

/**
 * A unique index as the catalogue describes it; nothing sees to it that its values are unique.
 *
 * @param columns names, in the index's order
 * @param filtered whether rows are missing in it
 */
public record UniqueIndex(
    String name, List<String> columns, boolean clustered, boolean filtered, boolean disabled) {

  /** One that is not clustered, has all rows, and is in use. */
  public static UniqueIndex of(String name, String... columns) {
    return new UniqueIndex(name, List.of(columns), false, false, false);
  }

  public UniqueIndex asClustered() {
    return new UniqueIndex(name, columns, true, filtered, disabled);
  }

  public UniqueIndex asFiltered() {
    return new UniqueIndex(name, columns, clustered, true, disabled);
  }

  public UniqueIndex asDisabled() {
    return new UniqueIndex(name, columns, clustered, filtered, true);
  }
}
