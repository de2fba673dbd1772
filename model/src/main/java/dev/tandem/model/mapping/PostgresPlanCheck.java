/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import java.util.Map;
import java.util.function.Consumer;

/** Checks that a table in PostgreSQL can be as the plan says, with the fields of an entity. */
final class PostgresPlanCheck {
  private final EntityPlan plan;
  private final Map<String, EntityField> fields;
  private final Consumer<String> problems;

  PostgresPlanCheck(EntityPlan plan, Map<String, EntityField> fields, Consumer<String> problems) {
    this.plan = plan;
    this.fields = fields;
    this.problems = problems;
  }

  void check(PostgresPlan postgres) {
    postgres.partitioning().ifPresent(partitioning -> check(partitioning.field()));
    postgres.metadata().keySet().stream()
        .filter(fields::containsKey)
        .forEach(
            name ->
                problems.accept(
                    "metadata names the column "
                        + name
                        + ", which is a field already: give it another name"));
  }

  private void check(String name) {
    EntityField field = fields.get(name);
    if (field == null) {
      problems.accept(
          "partition_by uses the field " + name + ", which " + plan.name() + " does not have");
    } else if (!isDay(field)) {
      problems.accept(
          "partition_by splits by the field "
              + name
              + ", but a "
              + field.type()
              + " is no day or time of one");
    } else if (field.nullable()) {
      problems.accept(
          "partition_by splits by the field "
              + name
              + ", which may be NULL, and PostgreSQL wants it in the primary key: add required: true"
              + " or a default to it under fields");
    }
  }

  private static boolean isDay(EntityField field) {
    return switch (field.type().kind()) {
      case DATE, TIMESTAMP, INSTANT -> true;
      default -> false;
    };
  }
}
