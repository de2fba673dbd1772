/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that tandem.yaml says of mapping.
 *
 * @param revision raised by the user when the meaning of the mapping changes, so that a replay
 *     under the new mapping beats what the old one made; 0 to 255
 * @param patterns of entities that are made of whatever tables there are
 */
public record MappingPlan(int revision, List<EntityPlan> entities, List<EntityPattern> patterns) {

  /** Copies the lists. */
  public MappingPlan {
    entities = List.copyOf(entities);
    patterns = List.copyOf(patterns);
  }

  /** A plan without patterns. */
  public MappingPlan(int revision, List<EntityPlan> entities) {
    this(revision, entities, List.of());
  }

  /** The databases of which one must know the tables to know the entities. */
  public Set<String> openDatabases() {
    return patterns.stream().map(EntityPattern::database).collect(Collectors.toSet());
  }

  /**
   * The plan without patterns. A table that an entity of the same domain names, or that an earlier
   * pattern of the domain takes, is not taken again.
   *
   * @param present the tables of the open databases
   * @throws IllegalArgumentException with a sentence for the user when two tables would become one
   *     entity
   */
  public MappingPlan with(List<TableId> present) {
    List<EntityPlan> all = new ArrayList<>(entities);
    for (EntityPattern pattern : patterns) {
      pattern.of(present).stream()
          .filter(made -> all.stream().noneMatch(made::isOfTheSameTable))
          .forEach(all::add);
    }
    Map<EntityName, EntityPlan> byName = new HashMap<>();
    for (EntityPlan entity : all) {
      EntityPlan other = byName.putIfAbsent(entity.name(), entity);
      if (other != null) {
        throw new IllegalArgumentException(
            "the tables "
                + other.from()
                + " and "
                + entity.from()
                + " would both be the entity "
                + entity.name()
                + ": write one of them under an entity of its own, or after except:");
      }
    }
    return new MappingPlan(revision, all);
  }

  /** The tables that are mapped, each once. */
  public List<TableId> tables() {
    return entities.stream().map(EntityPlan::from).distinct().sorted().toList();
  }

  /** The entities made of a table. */
  public List<EntityPlan> of(TableId table) {
    return entities.stream().filter(plan -> plan.from().equals(table)).toList();
  }

  /** The entity of that name. */
  public Optional<EntityPlan> entity(EntityName name) {
    return entities.stream().filter(plan -> plan.name().equals(name)).findFirst();
  }
}
