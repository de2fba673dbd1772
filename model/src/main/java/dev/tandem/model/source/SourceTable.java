/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as it was at one time: a record months old is decoded with the columns of its own day.
 *
 * @param kind whose column types they are
 * @param key names of the key's columns in key order; empty for a table without a key
 */
public record SourceTable(
    SourceKind kind, TableId id, List<SourceColumn> columns, List<String> key) {

  /** Copies the lists. */
  public SourceTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** The same with the key of these columns. */
  public SourceTable keyedBy(List<String> columnsOfKey) {
    return new SourceTable(kind, id, columns, columnsOfKey);
  }

  /** Where each column stands, by name. */
  public Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      positions.put(columns.get(i).name(), i);
    }
    return positions;
  }
}
