/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Several tables may be one entity only if no two of their rows can ever be the same one. */
final class SharedEntityCheck {
  private final Problems problems;

  SharedEntityCheck(Problems problems) {
    this.problems = problems;
  }

  /** What an entity that may be made of several tables says itself. */
  void check(List<EntityDraft> entities) {
    entities.stream()
        .filter(entity -> entity.isOfTables() && !entity.isJoined())
        .forEach(this::check);
  }

  private void check(EntityDraft entity) {
    Set<String> origins = entity.keyOrigins();
    if (origins.isEmpty()) {
      problems.add(
          ConfigCode.CONFLICT,
          entity.fields().place(EntityKeys.FROM),
          "changes of several tables have no order between them, so their rows need keys that"
              + " cannot meet",
          "add a field such as region: {origin: database} to fields:, and key: [region]; for an"
              + " entity of each table write its name with a *");
    } else {
      entity.dynamo().ifPresent(route -> checkTemplate(route, origins));
    }
  }

  private void checkTemplate(Fields route, Set<String> origins) {
    Optional<Fields> key = route.find(RouteKeys.KEY);
    Optional<Template> partition = key.flatMap(keys -> keys.find(RouteKeys.PARTITION_KEY));
    boolean sortUnknown =
        key.filter(keys -> keys.isGiven(RouteKeys.SORT_KEY)).isPresent()
            && key.flatMap(keys -> keys.find(RouteKeys.SORT_KEY)).isEmpty();
    if (partition.isEmpty() || sortUnknown) {
      return;
    }
    Set<String> used = new LinkedHashSet<>(partition.get().fields());
    key.flatMap(keys -> keys.find(RouteKeys.SORT_KEY))
        .ifPresent(sort -> used.addAll(sort.fields()));
    origins.stream()
        .filter(origin -> !used.contains(origin))
        .forEach(
            origin ->
                problems.add(
                    ConfigCode.TEMPLATE,
                    key.get().place(RouteKeys.PARTITION_KEY),
                    "rows of several tables would be one item, since the key lacks {"
                        + origin
                        + "}",
                    "add it, for example \"{" + origin + "}#{order_id}\""));
  }

  /** What the tables together come to, once the rest of the file is clean. */
  void checkTogether(Fields root) {
    MappingPlan plan = MappingAssembly.plan(root);
    for (EntityDraft entity : EntityDraft.everyOne(root)) {
      plan.problems().stream()
          .filter(problem -> problem.entity().equals(entity.name()))
          .forEach(problem -> add(entity, problem.problem()));
      boolean isMade =
          plan.entities().stream().anyMatch(made -> made.name().equals(entity.name()))
              || plan.patterns().stream().anyMatch(made -> made.name().equals(entity.name()));
      if (!isMade) {
        add(entity, "no table is left for the entity: correct except:");
      }
    }
  }

  private void add(EntityDraft entity, String sentence) {
    int advice = sentence.indexOf(": ");
    problems.add(
        ConfigCode.CLASH,
        entity.fields().place(EntityKeys.FROM),
        sentence.substring(0, advice),
        sentence.substring(advice + 2));
  }
}
