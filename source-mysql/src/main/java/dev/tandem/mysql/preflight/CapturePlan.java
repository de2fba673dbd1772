/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is to be captured.
 *
 * @param tables those that entities are made of, each with the key columns that the mapping names;
 *     an empty list stands for the table's own key
 * @param serverId the number under which capture reads the log, or empty when it chooses one itself
 */
public record CapturePlan(
    List<String> databases, Map<TableId, List<String>> tables, OptionalLong serverId) {

  /** Copies the collections. */
  public CapturePlan {
    databases = List.copyOf(databases);
    tables = java.util.Collections.unmodifiableMap(new TreeMap<>(tables));
  }
}
