/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappedColumn;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be captured.
 *
 * @param tables those that entities are made of, each with the key columns that each of these
 *     names; an empty list stands for the table's own key
 * @param wholeRows those of the tables whose columns together are the key
 * @param entities what is made of the tables; none where every column is captured for its own sake
 */
public record CapturePlan(
    List<String> databases,
    Map<TableId, Set<List<String>>> tables,
    Set<TableId> wholeRows,
    List<EntityPlan> entities) {

  /** Copies the collections. */
  public CapturePlan {
    databases = List.copyOf(databases);
    wholeRows = Set.copyOf(wholeRows);
    entities = List.copyOf(entities);
    tables = java.util.Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /** A plan without entities. */
  public CapturePlan(
      List<String> databases, Map<TableId, Set<List<String>>> tables, Set<TableId> wholeRows) {
    this(databases, tables, wholeRows, List.of());
  }

  /** A plan without tables whose columns together are the key, and with one entity of each. */
  public CapturePlan(List<String> databases, Map<TableId, List<String>> tables) {
    this(
        databases,
        tables.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, table -> Set.of(table.getValue()))),
        Set.of());
  }

  /** What a mapping without patterns is made of. */
  public static CapturePlan of(List<String> databases, MappingPlan mapping) {
    Map<TableId, Set<List<String>>> tables = new HashMap<>();
    Set<TableId> wholeRows = new HashSet<>();
    for (EntityPlan entity : mapping.entities()) {
      tables
          .computeIfAbsent(entity.from(), table -> new LinkedHashSet<>())
          .add(entity.columns().declaredKey());
      if (entity.columns().wholeRow()) {
        wholeRows.add(entity.from());
      }
    }
    return new CapturePlan(databases, tables, wholeRows, mapping.entities());
  }

  /** The table of the heartbeat; empty where there is none. */
  public Optional<TableId> heartbeat() {
    return entities.stream()
        .filter(entity -> entity.name().equals(Heartbeat.NAME))
        .map(EntityPlan::from)
        .findFirst();
  }

  /** The entities made of a table. */
  public List<EntityPlan> of(TableId table) {
    return entities.stream().filter(entity -> entity.from().equals(table)).toList();
  }

  /** Whether a field of any entity is made of the column. */
  public boolean takes(SourceTable table, String column) {
    List<EntityPlan> made = of(table.id());
    return made.isEmpty()
        || made.stream()
            .flatMap(entity -> MappedColumn.of(entity, table).stream())
            .anyMatch(mapped -> mapped.column().name().equals(column));
  }
}
