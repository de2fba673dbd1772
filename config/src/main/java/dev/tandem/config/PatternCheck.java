/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.mapping.TablePattern;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a pattern of entities may say, which is what holds for each of its tables alike. */
final class PatternCheck {
  private static final List<Key<?>> OF_ONE_TABLE =
      List.of(
          LookupKeys.LOOKUP, EmbedKeys.EMBED, EntityKeys.DROP, EntityKeys.WHERE, EntityKeys.RULES);

  private final Problems problems;

  PatternCheck(Problems problems) {
    this.problems = problems;
  }

  void check(List<EntityDraft> entities, List<EntityDraft> patterns) {
    patterns.forEach(this::checkPattern);
    for (EntityDraft entity : entities) {
      if (entity.fields().isGiven(EntityKeys.EXCEPT)
          && entity.from().stream().noneMatch(from -> from.value().isPattern())) {
        conflict(
            entity.fields().place(EntityKeys.EXCEPT),
            "only a pattern has exceptions",
            "remove it, or write from: with a *");
      }
    }
  }

  private void checkPattern(EntityDraft pattern) {
    Fields fields = pattern.fields();
    for (Located<TablePattern> from : pattern.from()) {
      if (!from.value().isOfTables()) {
        conflict(
            from.place(),
            "many entities would be made of one table",
            "write a pattern such as loans.*");
      }
    }
    checkSameForAll(pattern);
    for (Key<?> key : OF_ONE_TABLE) {
      if (fields.isGiven(key)) {
        addOfOneTable(fields.place(key));
      }
    }
    pattern
        .dynamo()
        .ifPresent(
            route ->
                conflict(
                    route.place(),
                    "items need a key of their own for each table",
                    "name the table in an entity of its own"));
    pattern.postgres().ifPresent(this::checkPostgres);
  }

  private void checkPostgres(Fields route) {
    if (route.isGiven(RouteKeys.PARTITION_BY)) {
      conflict(
          route.place(RouteKeys.PARTITION_BY),
          "not all tables of the pattern need have that field",
          "name the table in an entity of its own");
    }
    if (route.isGiven(RouteKeys.TABLE)) {
      conflict(
          route.place(RouteKeys.TABLE),
          "all tables of the pattern would be one",
          "write schema: alone; the table is named like the entity");
    }
  }

  /** A field with an origin is something that every table has. */
  private void checkSameForAll(EntityDraft pattern) {
    pattern.fields().find(EntityKeys.FIELDS).orElse(Map.of()).values().stream()
        .filter(field -> !field.value().isGiven(FieldKeys.ORIGIN))
        .forEach(field -> addOfOneTable(field.place()));
    Set<String> origins = pattern.keyOrigins();
    pattern.fields().find(EntityKeys.KEY).orElse(List.of()).stream()
        .filter(part -> !origins.contains(part.value()))
        .forEach(part -> addOfOneTable(part.place()));
  }

  private void addOfOneTable(Place place) {
    conflict(
        place,
        "a pattern says only what holds for any table",
        "name the table that needs it in an entity of its own, which the pattern then leaves out");
  }

  private void conflict(Place place, String problem, String remedy) {
    problems.add(ConfigCode.CONFLICT, place, problem, remedy);
  }
}
