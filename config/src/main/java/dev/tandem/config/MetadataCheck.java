/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.PostgresPlan;
import java.util.List;
import java.util.Map;

/** Columns that hold no field must be told from those that do, and partitions have a name. */
final class MetadataCheck {
  /** What Tandem adds to a table's name for its longest partition. */
  private static final int SUFFIX_BYTES = "_2018_06_20".length();

  private final Problems problems;

  MetadataCheck(Problems problems) {
    this.problems = problems;
  }

  void check(EntityDraft entity) {
    entity
        .postgres()
        .ifPresent(
            route ->
                route
                    .find(RouteKeys.METADATA)
                    .orElse(Map.of())
                    .forEach((name, fact) -> checkColumn(entity, name, fact.place())));
    entity.postgresPlan().ifPresent(plan -> checkPartitions(entity, plan));
  }

  private void checkColumn(EntityDraft entity, String name, Place place) {
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
          "give the column another name");
    } else if (name.equals(Version.NAME)) {
      problems.add(
          ConfigCode.CLASH,
          place,
          "Tandem itself has a column of this name",
          "give the column another name");
    } else if (isField(entity, name)) {
      problems.add(
          ConfigCode.CLASH,
          place,
          "there is a field of that name already",
          "give the column another name");
    }
  }

  private static boolean isField(EntityDraft entity, String name) {
    return entity.namedFields().containsKey(name)
        || entity
            .fields()
            .find(EntityKeys.DELETES)
            .filter(deletes -> isMark(deletes, name))
            .isPresent();
  }

  private static boolean isMark(Fields deletes, String name) {
    boolean soft =
        deletes
            .find(DeleteKeys.POLICY)
            .filter(policy -> policy == DeleteKeys.DeletePolicy.SOFT)
            .isPresent();
    return soft
        && List.<Key<String>>of(DeleteKeys.FLAG, DeleteKeys.TIME).stream()
            .anyMatch(key -> deletes.find(key).filter(name::equals).isPresent());
  }

  private void checkPartitions(EntityDraft entity, PostgresPlan plan) {
    if (plan.partitioning().isPresent()
        && !PostgresName.fits(plan.table() + "_".repeat(SUFFIX_BYTES))) {
      Fields route = entity.postgres().orElseThrow();
      problems.add(
          ConfigCode.IDENTIFIER,
          route.place(RouteKeys.PARTITION_BY),
          "the names of the partitions would be longer than 63 bytes",
          "shorten the table's name by table:");
    }
  }
}
