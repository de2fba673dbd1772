/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.Type;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Checks that the fields of an entity can lie in DynamoDB's items as the plan says. */
final class AttributeCheck {
  private final EntityPlan plan;
  private final Map<String, EntityField> fields;
  private final Consumer<String> problems;

  AttributeCheck(EntityPlan plan, Map<String, EntityField> fields, Consumer<String> problems) {
    this.plan = plan;
    this.fields = fields;
    this.problems = problems;
  }

  void check(DynamoPlan dynamo) {
    dynamo.attributes().forEach((name, part) -> check("the attribute " + name, part));
    Set<String> placed =
        dynamo.attributes().values().stream().flatMap(ItemPart::fields).collect(Collectors.toSet());
    fields.keySet().stream()
        .filter(field -> !placed.contains(field))
        .forEach(field -> checkOwnName(field, dynamo));
  }

  private void check(String where, ItemPart part) {
    if (part instanceof ItemPart.OfField leaf) {
      checkKnown(where, leaf.field());
    } else if (part instanceof ItemPart.OfMembers map) {
      map.members().values().forEach(member -> check(where, member));
    } else if (part instanceof ItemPart.OfItems list) {
      list.items().forEach(item -> check(where, item));
      list.items().forEach(item -> checkTellsNull(where, item));
    }
  }

  private void checkKnown(String where, String field) {
    if (!fields.containsKey(field)) {
      problems.accept(
          where + " uses the field " + field + ", which " + plan.name() + " does not have");
    }
  }

  /** An item that is NULL keeps its place, where it looks like the document {@code null}. */
  private void checkTellsNull(String where, ItemPart item) {
    if (item instanceof ItemPart.OfField leaf) {
      EntityField field = fields.get(leaf.field());
      if (field != null && field.type().kind() == Type.Kind.JSON && field.nullable()) {
        problems.accept(
            where
                + " has the field "
                + leaf.field()
                + " in a list, where its NULL and the JSON document null would be alike: put it into"
                + " a map");
      }
    }
  }

  private void checkOwnName(String field, DynamoPlan dynamo) {
    if (dynamo.reservedAttributes().contains(field) && !field.equals(Version.NAME)) {
      problems.accept(
          "the field " + field + " has a name that Tandem needs itself: rename it under fields");
    } else if (dynamo.attributes().containsKey(field)) {
      problems.accept(
          "the field "
              + field
              + " would be the attribute "
              + field
              + ", which other fields are: give it another name under attributes");
    }
  }
}
