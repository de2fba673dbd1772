/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Children are a field of their own, and either in order or named. */
final class EmbedCheck {
  private final Problems problems;

  EmbedCheck(Problems problems) {
    this.problems = problems;
  }

  void check(EntityDraft entity) {
    JoinsDraft joins = entity.joins();
    joins
        .embeds()
        .forEach(
            (name, embed) -> {
              if (joins.lookups().containsKey(name)) {
                clash(embed.place(), "there is a lookup of that name already");
              } else if (isOtherField(entity.fields(), name)) {
                clash(embed.place(), "there is a field of that name under fields already");
              }
            });
    checkEach(entity.fields(), EntityKeys.DROP);
  }

  /** A field that is made of the children may have their name, and say more of them. */
  private static boolean isOtherField(Fields entity, String embed) {
    return entity.isSound(EntityKeys.FIELDS)
        && Optional.ofNullable(entity.find(EntityKeys.FIELDS).orElse(Map.of()).get(embed))
            .filter(field -> !field.value().find(FieldKeys.COLUMN).equals(Optional.of(embed)))
            .isPresent();
  }

  private void checkEach(Fields parent, Key<List<Located<String>>> drop) {
    Map<String, Located<Fields>> embeds = JoinsDraft.embeds(parent);
    parent.find(drop).orElse(List.of()).stream()
        .filter(dropped -> embeds.containsKey(dropped.value()))
        .forEach(
            dropped ->
                conflict(
                    dropped.place(),
                    "the children " + dropped.value() + " are dropped, but embed: takes them",
                    "remove them here or under embed"));
    for (Located<Fields> embed : embeds.values()) {
      checkShape(embed.value());
      checkEach(embed.value(), EmbedKeys.DROP);
    }
  }

  private void checkShape(Fields embed) {
    Optional<EmbedKeys.Shape> shape = embed.find(EmbedKeys.AS);
    boolean isMap = shape.filter(as -> as == EmbedKeys.Shape.MAP).isPresent();
    boolean isList = shape.filter(as -> as == EmbedKeys.Shape.LIST).isPresent();
    if (isMap && !embed.isGiven(EmbedKeys.BY) && !embed.hasUnknownKeys()) {
      conflict(
          embed.place(EmbedKeys.AS),
          "in a map, each child needs a name",
          "add by: and the column that tells the children of a row apart, or write as: list");
    }
    if (isList && embed.isGiven(EmbedKeys.BY)) {
      conflict(
          embed.place(EmbedKeys.BY),
          "only children in a map have names",
          "write as: map, or remove by:");
    }
    if (isMap && embed.isGiven(EmbedKeys.ORDER_BY)) {
      conflict(
          embed.place(EmbedKeys.ORDER_BY), "a map has no order", "remove it, or write as: list");
    }
  }

  private void clash(Place place, String problem) {
    problems.add(ConfigCode.CLASH, place, problem, "give one of them another name");
  }

  private void conflict(Place place, String problem, String remedy) {
    problems.add(ConfigCode.CONFLICT, place, problem, remedy);
  }
}
