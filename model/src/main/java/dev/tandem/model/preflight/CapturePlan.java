/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be captured.
 *
 * @param tables those that entities are made of, each with the key columns that each of these
 *     names; an empty list stands for the table's own key
 * @param wholeRows those of the tables whose columns together are the key
 */
public record CapturePlan(
    List<String> databases, Map<TableId, Set<List<String>>> tables, Set<TableId> wholeRows) {

  /** Copies the collections. */
  public CapturePlan {
    databases = List.copyOf(databases);
    wholeRows = Set.copyOf(wholeRows);
    tables = java.util.Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /** A plan without tables whose columns together are the key, and with one entity of each. */
  public CapturePlan(List<String> databases, Map<TableId, List<String>> tables) {
    this(
        databases,
        tables.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, table -> Set.of(table.getValue()))),
        Set.of());
  }
}
