/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.PostgresPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL takes, and that each of its tables belongs to one entity. */
final class PostgresCheck {
  private final Problems problems;
  private final Map<String, EntityName> owners = new HashMap<>();

  PostgresCheck(Problems problems) {
    this.problems = problems;
  }

  void check(List<EntityDraft> entities) {
    for (EntityDraft entity : entities) {
      entity.postgres().ifPresent(route -> check(entity, route));
    }
  }

  private void check(EntityDraft entity, Fields route) {
    checkColumns(entity);
    boolean twice =
        route.isGiven(RouteKeys.SCHEMA)
            && route.find(RouteKeys.TABLE).flatMap(PostgresName::schema).isPresent();
    if (twice) {
      problems.add(
          ConfigCode.CONFLICT,
          route.place(RouteKeys.SCHEMA),
          "the table names its schema, too",
          "remove schema:, or write the table alone");
      return;
    }
    entity.postgresPlan().ifPresent(plan -> checkTable(entity, route, plan));
  }

  private void checkTable(EntityDraft entity, Fields route, PostgresPlan plan) {
    boolean isTold = entity.name().domain().equals(Heartbeat.DOMAIN);
    if (PostgresName.isReservedSchema(plan.schema()) && !isTold) {
      Place place =
          route.isGiven(RouteKeys.SCHEMA)
              ? route.place(RouteKeys.SCHEMA)
              : route.place(RouteKeys.TABLE);
      problems.add(
          ConfigCode.IDENTIFIER,
          place,
          "the schema " + plan.schema() + " is kept for PostgreSQL's or Tandem's own tables",
          "write schema: with another name");
    }
    EntityName owner = owners.putIfAbsent(plan.toString(), entity.name());
    if (owner != null) {
      problems.add(
          ConfigCode.CLASH,
          route.place(RouteKeys.TABLE),
          "the table " + plan + " is written by " + owner + " already",
          "write table: with another name");
    }
  }

  private void checkColumns(EntityDraft entity) {
    entity
        .namedFields()
        .forEach(
            (name, place) -> {
              if (!PostgresName.fits(name)) {
                problems.add(
                    ConfigCode.IDENTIFIER,
                    place,
                    "the name is longer than 63 bytes in UTF-8",
                    "shorten it: PostgreSQL would cut it");
              } else if (PostgresName.isSystemColumn(name)) {
                problems.add(
                    ConfigCode.IDENTIFIER,
                    place,
                    "every table of PostgreSQL has a column of this name",
                    "give the field another name");
              }
            });
  }
}
