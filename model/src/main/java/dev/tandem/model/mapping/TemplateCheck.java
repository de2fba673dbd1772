/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks that the templates of DynamoDB's keys can be filled from an entity's fields. */
final class TemplateCheck {
  private final EntityPlan plan;
  private final Map<String, EntityField> fields;
  private final Consumer<String> problems;

  TemplateCheck(EntityPlan plan, Map<String, EntityField> fields, Consumer<String> problems) {
    this.plan = plan;
    this.fields = fields;
    this.problems = problems;
  }

  void check(DynamoPlan dynamo) {
    check("the key", dynamo.key());
    dynamo.indexes().forEach((name, keys) -> check("index " + name, keys));
    dynamo.timeToLive().ifPresent(ttl -> checkExpiry(ttl.field()));
  }

  private void check(String where, DynamoPlan.Keys keys) {
    check(where, keys.partition());
    keys.sort().ifPresent(sort -> check(where, sort));
  }

  private void check(String where, Template template) {
    template.fields().forEach(name -> known(where, name));
    template
        .problems(name -> Optional.ofNullable(fields.get(name)).map(EntityField::type))
        .forEach(problem -> problems.accept(where + " " + problem));
  }

  private void checkExpiry(String name) {
    EntityField field = known("ttl", name);
    if (field != null && !isDay(field.type())) {
      problems.accept(
          "ttl counts from the field "
              + name
              + ", but a "
              + field.type()
              + " is no day or time of one");
    }
  }

  private @Nullable EntityField known(String where, String name) {
    EntityField field = fields.get(name);
    if (field == null) {
      problems.accept(
          where + " uses the field " + name + ", which " + plan.name() + " does not have");
    }
    return field;
  }

  private static boolean isDay(Type type) {
    return switch (type.kind()) {
      case DATE, TIMESTAMP, INSTANT -> true;
      default -> false;
    };
  }
}
