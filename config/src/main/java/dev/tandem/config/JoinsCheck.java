/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A row that takes columns and rows of other tables is itself one row of one table. */
final class JoinsCheck {
  private final Problems problems;

  JoinsCheck(Problems problems) {
    this.problems = problems;
  }

  void check(List<EntityDraft> entities) {
    entities.stream().filter(EntityDraft::isJoined).forEach(this::check);
  }

  private void check(EntityDraft entity) {
    Fields keys = entity.fields();
    if (entity.isOfTables()) {
      conflict(
          keys.place(keys.isGiven(LookupKeys.LOOKUP) ? LookupKeys.LOOKUP : EmbedKeys.EMBED),
          "only an entity that is made of one table takes rows of others",
          "name one table after from:, and write an entity for each");
    } else {
      checkKey(entity);
    }
    new LookupCheck(problems, entity).check();
    new EmbedCheck(problems).check(entity);
  }

  private void checkKey(EntityDraft entity) {
    Fields keys = entity.fields();
    Optional<List<Located<String>>> key = keys.find(EntityKeys.KEY);
    if (key.filter(List::isEmpty).isPresent()) {
      conflict(
          keys.place(EntityKeys.KEY),
          "a row as a whole holds rows of other tables, and its key must not change with them",
          "name the columns of the entity's own table that identify a row");
    }
    Set<String> origins = entity.keyOrigins();
    for (Located<String> part : key.orElse(List.of())) {
      if (origins.contains(part.value())) {
        conflict(
            part.place(),
            "only an entity that may have several tables needs an origin in its key",
            "remove it here; the field may stay");
      } else if (isTaken(entity.joins(), part.value())) {
        conflict(
            part.place(),
            "the entity's key must not move when a row of another table changes",
            "remove it here; a key template of DynamoDB may hold a field that is made of it");
      }
    }
  }

  private static boolean isTaken(JoinsDraft joins, String column) {
    return joins.embeds().containsKey(column)
        || JoinsDraft.lookup(column).filter(joins.lookups()::containsKey).isPresent();
  }

  private void conflict(Place place, String problem, String remedy) {
    problems.add(ConfigCode.CONFLICT, place, problem, remedy);
  }
}
