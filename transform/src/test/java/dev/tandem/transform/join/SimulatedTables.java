/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows by their keys: at the source, or as far as their changes were read. */
final class SimulatedTables {
  private final Map<JoinTables, Map<List<@Nullable Object>, Map<String, @Nullable Object>>> rows =
      new EnumMap<>(JoinTables.class);

  SimulatedTables() {
    for (JoinTables table : JoinTables.values()) {
      rows.put(table, new LinkedHashMap<>());
    }
  }

  private Map<List<@Nullable Object>, Map<String, @Nullable Object>> of(JoinTables table) {
    return Objects.requireNonNull(rows.get(table));
  }

  @Nullable Map<String, @Nullable Object> row(JoinTables table, List<@Nullable Object> key) {
    return of(table).get(key);
  }

  Collection<Map<String, @Nullable Object>> rows(JoinTables table) {
    return of(table).values();
  }

  void put(JoinTables table, Map<String, @Nullable Object> row) {
    of(table).put(key(table, row), row);
  }

  void remove(JoinTables table, Map<String, @Nullable Object> row) {
    of(table).remove(key(table, row));
  }

  static List<@Nullable Object> key(JoinTables table, Map<String, @Nullable Object> row) {
    List<@Nullable Object> key = new ArrayList<>();
    table.key().forEach(column -> key.add(row.get(column)));
    return key;
  }
}
