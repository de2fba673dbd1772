/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the keys of a field, and the fields of an entity, go together. */
final class FieldCheck {
  private final Problems problems;

  FieldCheck(Problems problems) {
    this.problems = problems;
  }

  void check(List<EntityDraft> entities) {
    entities.forEach(this::check);
  }

  private void check(EntityDraft entity) {
    Map<String, Located<Fields>> fields = entity.fields().find(EntityKeys.FIELDS).orElse(Map.of());
    List<Located<String>> dropped = entity.fields().find(EntityKeys.DROP).orElse(List.of());
    fields.values().forEach(field -> checkOrigin(field.value()));
    fields.values().forEach(field -> checkDropped(field.value(), dropped));
    entity
        .fields()
        .find(EntityKeys.DELETES)
        .ifPresent(deletes -> checkMarks(deletes, entity.namedFields().keySet()));
  }

  private void checkOrigin(Fields field) {
    List<Key<?>> given =
        Stream.of(FieldKeys.COLUMN, FieldKeys.CONSTANT, FieldKeys.COMPUTED, FieldKeys.ORIGIN)
            .filter(field::isGiven)
            .<Key<?>>map(key -> key)
            .toList();
    if (given.isEmpty() && !field.hasUnknownKeys()) {
      problems.add(
          ConfigCode.MISSING_KEY,
          field.place(),
          "the field comes from nowhere",
          "add from: and a column, constant: and a value, computed: and an expression, or origin:");
    } else if (given.size() > 1) {
      problems.add(
          ConfigCode.CONFLICT,
          field.place(given.get(1)),
          "the field has " + given.get(0).name() + " already",
          "keep one of the two");
    } else if (!field.isGiven(FieldKeys.COLUMN)
        && !field.isGiven(FieldKeys.ORIGIN)
        && !field.isGiven(FieldKeys.TYPE)
        && !field.hasUnknownKeys()) {
      problems.add(
          ConfigCode.MISSING_KEY,
          field.place(),
          "there is no column that would tell the field's type",
          "add type:, for example type: text");
    }
    if (field.isGiven(FieldKeys.CONSTANT)) {
      checkNoEffect(field, FieldKeys.TRANSFORM);
      checkNoEffect(field, FieldKeys.DEFAULT);
    }
    if (field.isGiven(FieldKeys.DEFAULT)
        && field.find(FieldKeys.REQUIRED).filter(required -> required).isPresent()) {
      checkNoEffect(field, FieldKeys.REQUIRED);
    }
  }

  private void checkNoEffect(Fields field, Key<?> key) {
    if (field.isGiven(key)) {
      problems.add(
          ConfigCode.CONFLICT,
          field.place(key),
          "this has no effect, since the field is never NULL",
          "remove it");
    }
  }

  private void checkDropped(Fields field, List<Located<String>> dropped) {
    Optional<String> column = field.find(FieldKeys.COLUMN);
    dropped.stream()
        .filter(drop -> column.equals(Optional.of(drop.value())))
        .forEach(
            drop ->
                problems.add(
                    ConfigCode.CONFLICT,
                    drop.place(),
                    "the column " + drop.value() + " is dropped, but a field is made of it",
                    "remove it here or under fields"));
  }

  private void checkMarks(Fields deletes, Set<String> fields) {
    boolean soft =
        deletes
            .find(DeleteKeys.POLICY)
            .filter(policy -> policy == DeleteKeys.DeletePolicy.SOFT)
            .isPresent();
    for (Key<String> key : List.of(DeleteKeys.FLAG, DeleteKeys.TIME)) {
      if (!soft && deletes.isGiven(key) && deletes.find(DeleteKeys.POLICY).isPresent()) {
        problems.add(
            ConfigCode.CONFLICT,
            deletes.place(key),
            "only soft deletes are marked",
            "write policy: soft, or remove " + key.name());
      }
      if (soft && deletes.find(key).filter(fields::contains).isPresent()) {
        problems.add(
            ConfigCode.CLASH,
            deletes.place(key),
            "there is a field of that name already",
            "name the mark otherwise");
      }
    }
  }
}
