/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.ItemPart;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that lie in their items otherwise than field by field, the key included. */
final class People {
  static final EntitySchema SCHEMA =
      new EntitySchema(
          new EntityName("shop", "person"),
          List.of(
              Parcels.field("id", "int64", false),
              Parcels.field("name", "text", true),
              Parcels.field("street", "text", true),
              Parcels.field("city", "text", true),
              Parcels.field("home", "text", true),
              Parcels.field("work", "text", true),
              Parcels.field("doc", "json", true),
              Parcels.field("ttl", "text", true)),
          List.of("id"));

  /** Before most of the fields were there. */
  static final EntitySchema OLD =
      new EntitySchema(
          SCHEMA.name(),
          List.of(Parcels.field("id", "int64", false), Parcels.field("street", "text", true)),
          List.of("id"));

  private People() {}

  static DynamoPlan plan(String table) {
    Map<String, ItemPart> attributes = new LinkedHashMap<>();
    attributes.put("ids", list(map("no.", "id")));
    attributes.put("Full Name", field("name"));
    attributes.put(
        "address",
        new ItemPart.OfMembers(Map.of("street", field("street"), "city", field("city"))));
    attributes.put("phones", list(field("home"), field("work")));
    attributes.put("extra", map("doc", "doc"));
    return new DynamoPlan(
        table,
        new DynamoPlan.Keys(Template.parse("PERSON#{id}"), Optional.empty()),
        Map.of(),
        Optional.empty(),
        attributes);
  }

  private static ItemPart field(String name) {
    return new ItemPart.OfField(name);
  }

  private static ItemPart map(String name, String field) {
    return new ItemPart.OfMembers(Map.of(name, field(field)));
  }

  private static ItemPart list(ItemPart... items) {
    return new ItemPart.OfItems(List.of(items));
  }

  static EntityRow full(long id) {
    return row(id, "Ann", "Elm", "", "1", "2", "1", "no time");
  }

  /** A row of texts and a document, any of which may be NULL. */
  static EntityRow row(
      long id,
      @Nullable String name,
      @Nullable String street,
      @Nullable String city,
      @Nullable String home,
      @Nullable String work,
      @Nullable String doc,
      @Nullable String ttl) {
    return new EntityRow(
        SCHEMA,
        new Value.Int(id),
        text(name),
        text(street),
        text(city),
        text(home),
        text(work),
        doc == null ? Value.NULL : document(doc),
        text(ttl));
  }

  private static Value text(@Nullable String text) {
    return text == null ? Value.NULL : new Value.Text(text);
  }

  private static Value document(String json) {
    try {
      return new Value.Json(JsonTree.parse(json));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }
}
