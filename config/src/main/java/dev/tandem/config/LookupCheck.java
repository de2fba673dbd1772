/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.config.problem.Spelling;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Each lookup hangs on those before it, is there where it is named, and is used. */
final class LookupCheck {
  private final Problems problems;
  private final Fields entity;
  private final Map<String, Located<Fields>> lookups;
  private final Map<String, Located<Fields>> embeds;
  private final Set<String> used = new HashSet<>();

  /** Whether all names lead somewhere, so that what nothing leads to is surely unused. */
  private boolean clear = true;

  LookupCheck(Problems problems, EntityDraft entity) {
    this.problems = problems;
    this.entity = entity.fields();
    this.lookups = entity.joins().lookups();
    this.embeds = entity.joins().embeds();
  }

  void check() {
    if (!entity.isSound(LookupKeys.LOOKUP) || !entity.isSound(EmbedKeys.EMBED)) {
      return;
    }
    Set<String> before = new LinkedHashSet<>();
    lookups.forEach(
        (name, lookup) -> {
          checkOn(name, lookup.value(), before);
          before.add(name);
        });
    entity
        .find(EntityKeys.FIELDS)
        .orElse(Map.of())
        .values()
        .forEach(field -> checkField(field.value()));
    if (clear && entity.isSound(EntityKeys.FIELDS) && !entity.hasUnknownKeys()) {
      checkUse();
    }
  }

  private void checkOn(String name, Fields lookup, Set<String> before) {
    List<Located<String>> columns = lookup.find(LookupKeys.ON).orElse(List.of());
    columns.forEach(column -> checkBefore(name, column, before));
    List<Optional<String>> rows =
        columns.stream().map(column -> JoinsDraft.lookup(column.value())).distinct().toList();
    if (clear && rows.size() > 1) {
      add(
          ConfigCode.CONFLICT,
          lookup.place(LookupKeys.ON),
          "these columns are of several rows, and it is one that refers to the parent",
          "name columns of the entity's own table alone, or of one lookup alone");
    }
  }

  private void checkBefore(String name, Located<String> column, Set<String> before) {
    Optional<String> lookup = JoinsDraft.lookup(column.value());
    lookup.ifPresent(used::add);
    if (lookup.isEmpty() || before.contains(lookup.get())) {
      return;
    }
    if (lookup.get().equals(name)) {
      add(
          ConfigCode.CONFLICT,
          column.place(),
          "a lookup cannot hang on itself",
          "name a column of the entity's own table, or of a lookup before this one");
    } else if (lookups.containsKey(lookup.get())) {
      add(
          ConfigCode.CONFLICT,
          column.place(),
          "the lookup " + lookup.get() + " comes later",
          "let it stand before this one");
    } else {
      addUnknown(lookup.get(), column.place());
    }
  }

  private void checkField(Fields field) {
    Optional<String> lookup = field.find(FieldKeys.COLUMN).flatMap(JoinsDraft::lookup);
    if (lookup.filter(lookups::containsKey).isPresent()) {
      used.add(lookup.get());
    } else if (lookup.filter(embeds::containsKey).isPresent()) {
      add(
          ConfigCode.CONFLICT,
          field.place(FieldKeys.COLUMN),
          "the children " + lookup.get() + " are one field as a whole",
          "remove this one; embed: says which columns they have");
    } else if (!lookups.isEmpty() && lookup.isPresent()) {
      addUnknown(lookup.get(), field.place(FieldKeys.COLUMN));
    }
  }

  private void checkUse() {
    lookups.forEach(
        (name, lookup) -> {
          if (!used.contains(name)) {
            add(
                ConfigCode.CONFLICT,
                lookup.place(),
                "no field and no other lookup is made of this one",
                "make a field of one of its columns, such as city: "
                    + name
                    + ".City, or remove it");
          }
        });
  }

  private void addUnknown(String lookup, Place place) {
    add(
        ConfigCode.BAD_VALUE,
        place,
        "there is no lookup " + lookup,
        Spelling.nearest(lookup, lookups.keySet())
            .map(name -> "did you mean '" + name + "'?")
            .orElse("add it under lookup:, or name a column of the entity's own table"));
  }

  private void add(ConfigCode code, Place place, String problem, String remedy) {
    clear = false;
    problems.add(code, place, problem, remedy);
  }
}
