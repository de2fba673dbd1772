/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return patterns.stream().map(one -> one.tables().database()).collect(Collectors.toSet());
  }

  /**
   * The plan without patterns. A table that an entity of the same domain names, or that an earlier
   * pattern of the domain takes, is not taken again.
   *
   * @param present the tables of the open databases
   * @throws IllegalArgumentException with a sentence for the user when two tables would become one
   *     entity that is not made for several, or when an entity has no table
   */
  public MappingPlan with(List<TableId> present) {
    List<EntityPlan> all = new ArrayList<>(entities);
    List<TableId> users =
        present.stream().filter(table -> !heartbeat().equals(Optional.of(table))).toList();
    for (EntityPattern pattern : patterns) {
      pattern.of(users).stream()
          .filter(made -> all.stream().noneMatch(made::isOfTheSameTable))
          .forEach(all::add);
    }
    for (EntityPattern pattern : patterns) {
      if (pattern.isOfOneEntity()
          && all.stream().noneMatch(plan -> plan.name().equals(pattern.name()))) {
        throw new IllegalArgumentException(
            "no table is left for the entity "
                + pattern.name()
                + ": correct the pattern after from:, or what stands after except:");
      }
    }
    MappingPlan definite = new MappingPlan(revision, all);
    definite
        .problems()
        .forEach(
            problem -> {
              throw new IllegalArgumentException(problem.problem());
            });
    return definite;
  }

  /** The table of the heartbeat, which no pattern takes; empty where there is none. */
  public Optional<TableId> heartbeat() {
    return entity(Heartbeat.NAME).map(EntityPlan::from);
  }

  /** The plan without the heartbeat, which is no data of the user's. */
  public MappingPlan ofUser() {
    return new MappingPlan(
        revision,
        entities.stream().filter(plan -> !plan.name().equals(Heartbeat.NAME)).toList(),
        patterns);
  }

  /** What is wrong with entities that are made of several tables. */
  public List<MappingProblem> problems() {
    return byName().values().stream()
        .flatMap(plans -> SharedEntity.problem(plans).stream())
        .toList();
  }

  /** The entities, each with a plan for each of its tables, in the order of the file. */
  public Map<EntityName, List<EntityPlan>> byName() {
    Map<EntityName, List<EntityPlan>> plans = new LinkedHashMap<>();
    entities.forEach(
        plan -> plans.computeIfAbsent(plan.name(), name -> new ArrayList<>()).add(plan));
    return plans;
  }

  /** The tables that entities are made of, each once. */
  public List<TableId> tables() {
    return entities.stream()
        .flatMap(plan -> Stream.concat(Stream.of(plan.from()), plan.joins().tables().stream()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The plan with those entities alone of which each row is made of one row. */
  public MappingPlan plain() {
    return new MappingPlan(
        revision, entities.stream().filter(plan -> !plan.isJoined()).toList(), patterns);
  }

  /** The entities whose rows are made of rows of several tables. */
  public List<EntityPlan> joined() {
    return entities.stream().filter(EntityPlan::isJoined).toList();
  }

  /** The entities made of a table. */
  public List<EntityPlan> of(TableId table) {
    return entities.stream().filter(plan -> plan.from().equals(table)).toList();
  }

  /** The entity of that name, as it is made of one of its tables: all are alike but for that. */
  public Optional<EntityPlan> entity(EntityName name) {
    return entities.stream().filter(plan -> plan.name().equals(name)).findFirst();
  }
}
