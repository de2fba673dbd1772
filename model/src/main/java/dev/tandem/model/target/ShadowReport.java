/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a shadow, a second table of an entity that was filled from its topic, and the table in use
 * hold otherwise when both have come equally far.
 *
 * @param liveRows rows of the table in use
 * @param shadowRows rows of the shadow
 * @param missing rows that the table in use lacks
 * @param extra rows that only the table in use has
 * @param changed rows that both have, with other values
 * @param columns how many of the changed rows differ in a column or attribute, by its name
 */
public record ShadowReport(
    long liveRows,
    long shadowRows,
    long missing,
    long extra,
    long changed,
    Map<String, Long> columns) {

  /** Copies the map, in the order of the names. */
  public ShadowReport {
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /** All rows that are not alike. */
  public long differences() {
    return missing + extra + changed;
  }
}
