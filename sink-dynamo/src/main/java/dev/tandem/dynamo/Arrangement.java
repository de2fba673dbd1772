/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.ItemPart;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where the fields of a schema lie in an item, there and back. NULL is left out; only in a list it
 * keeps its place, and a map or list of nothing but NULL is NULL itself.
 */
final class Arrangement {
  private final EntitySchema schema;
  private final Map<String, ItemPart> attributes = new LinkedHashMap<>();
  private final Map<String, FieldPath> paths = new HashMap<>();
  private final Map<String, Integer> positions;

  Arrangement(DynamoPlan plan, EntitySchema schema) {
    this.schema = schema;
    this.positions = schema.positions();
    attributes.putAll(plan.attributes());
    plan.attributes().forEach((name, part) -> find(FieldPath.of(name), part));
    for (EntityField field : schema.fields()) {
      if (paths.putIfAbsent(field.name(), FieldPath.of(field.name())) == null) {
        attributes.put(field.name(), new ItemPart.OfField(field.name()));
      }
    }
  }

  private void find(FieldPath path, ItemPart part) {
    if (part instanceof ItemPart.OfField leaf) {
      paths.put(leaf.field(), path);
    } else {
      parts(path, part, this::find);
    }
  }

  /** Every part that a map or a list is made of, with the way there. */
  private static void parts(
      FieldPath path, ItemPart part, BiConsumer<FieldPath, ItemPart> consumer) {
    if (part instanceof ItemPart.OfMembers map) {
      map.members().forEach((name, member) -> consumer.accept(path.member(name), member));
    } else if (part instanceof ItemPart.OfItems list) {
      for (int i = 0; i < list.items().size(); i++) {
        consumer.accept(path.item(i), list.items().get(i));
      }
    }
  }

  /** Where a field of the schema lies. */
  FieldPath path(String field) {
    FieldPath path = paths.get(field);
    if (path == null) {
      throw new IllegalArgumentException("no field " + field + " in " + schema.name());
    }
    return path;
  }

  /** The attributes that hold a row's fields. */
  Map<String, AttributeValue> attributes(EntityRow row) throws Refused {
    Map<String, AttributeValue> item = new HashMap<>();
    for (Map.Entry<String, ItemPart> attribute : attributes.entrySet()) {
      Optional<AttributeValue> value = attribute(attribute.getValue(), row);
      value.ifPresent(present -> item.put(attribute.getKey(), present));
    }
    return item;
  }

  private Optional<AttributeValue> attribute(ItemPart part, EntityRow row) throws Refused {
    if (part instanceof ItemPart.OfMembers map) {
      return map(map, row);
    } else if (part instanceof ItemPart.OfItems list) {
      return list(list, row);
    }
    Integer position = positions.get(((ItemPart.OfField) part).field());
    if (position == null || row.value(position).isNull()) {
      return Optional.empty(); // a row made under another mapping may lack the field
    }
    return Optional.of(attribute(schema.fields().get(position), row.value(position)));
  }

  private Optional<AttributeValue> map(ItemPart.OfMembers part, EntityRow row) throws Refused {
    Map<String, AttributeValue> members = new HashMap<>();
    for (Map.Entry<String, ItemPart> member : part.members().entrySet()) {
      Optional<AttributeValue> value = attribute(member.getValue(), row);
      value.ifPresent(present -> members.put(member.getKey(), present));
    }
    return members.isEmpty() ? Optional.empty() : Optional.of(AttributeValue.fromM(members));
  }

  private Optional<AttributeValue> list(ItemPart.OfItems part, EntityRow row) throws Refused {
    List<AttributeValue> items = new ArrayList<>(part.items().size());
    boolean any = false;
    for (ItemPart item : part.items()) {
      Optional<AttributeValue> value = attribute(item, row);
      any |= value.isPresent();
      items.add(value.orElseGet(() -> AttributeValue.fromNul(true)));
    }
    return any ? Optional.of(AttributeValue.fromL(items)) : Optional.empty();
  }

  /** The attribute, or the part of one, that holds a field's value, which is not NULL. */
  AttributeValue attribute(EntityField field, Value value) throws Refused {
    AttributeValue attribute;
    try {
      attribute = ToAttribute.of(field.type(), value);
    } catch (Refused e) {
      throw new Refused(e.error(), "field " + field.name() + ": " + e.getMessage());
    }
    int around = path(field.name()).depth();
    if (around + Attributes.levels(attribute) > Attributes.MOST_LEVELS) {
      throw new Refused(
          ValueError.JSON_DEPTH,
          "field " + field.name() + ": more than " + (Attributes.MOST_LEVELS - around) + " levels");
    }
    return attribute;
  }

  /** Adds a flaw for each map or list that is something else in an item. */
  void check(Map<String, AttributeValue> item, List<StoredRow.Flaw> flaws) {
    attributes.forEach((name, part) -> check(FieldPath.of(name), part, item, flaws));
  }

  private static void check(
      FieldPath path, ItemPart part, Map<String, AttributeValue> item, List<StoredRow.Flaw> flaws) {
    if (part instanceof ItemPart.OfField) {
      return;
    }
    Optional<AttributeValue> found = path.in(item);
    if (found.isEmpty()) {
      return;
    }
    boolean fits =
        part instanceof ItemPart.OfItems list
            ? found.get().type() == AttributeValue.Type.L
                && found.get().l().size() == list.items().size()
            : found.get().type() == AttributeValue.Type.M;
    if (fits) {
      parts(path, part, (next, inner) -> check(next, inner, item, flaws));
    } else {
      String expected =
          part instanceof ItemPart.OfItems list ? "a list of " + list.items().size() : "a map";
      flaws.add(new StoredRow.Flaw(path.toString(), expected, RowReader.text(found.get())));
    }
  }
}
