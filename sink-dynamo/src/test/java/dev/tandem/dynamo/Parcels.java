/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Parcels, known by their id and kept on shelves: the key template names only the shelf, so that a
 * parcel moves when its shelf changes, and two can want the same one.
 */
record Parcels(String table) {
  static final Lane LANE = new Lane("lending.parcel", "id", 0);
  static final EntitySchema SCHEMA =
      new EntitySchema(
          new EntityName("lending", "parcel"),
          List.of(
              field("id", "int64", false),
              field("shelf", "text", true),
              field("note", "text", true)),
          List.of("id"));

  static EntityField field(String name, String type, boolean nullable) {
    return new EntityField(name, Types.parse(type).orElseThrow(), nullable);
  }

  MappingPlan plan() {
    return new MappingPlan(0, List.of(entity()));
  }

  EntityPlan entity() {
    return entity(SCHEMA.name(), dynamo());
  }

  static EntityPlan entity(EntityName name, DynamoPlan dynamo) {
    return new EntityPlan(
        name,
        TableId.of("lending", "Things"),
        ColumnsPlan.all(Naming.AS_IS),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.of(dynamo));
  }

  DynamoPlan dynamo() {
    return new DynamoPlan(table, keys("SHELF#{shelf}", "PARCEL"), Map.of(), Optional.empty());
  }

  static DynamoPlan.Keys keys(String partition, String sort) {
    return new DynamoPlan.Keys(Template.parse(partition), Optional.of(Template.parse(sort)));
  }

  static EntityChange read(long id, long version, String shelf, String note) {
    return upserted(id, version, EntityChange.Origin.READ, shelf, note);
  }

  static EntityChange created(long id, long version, String shelf, String note) {
    return upserted(id, version, EntityChange.Origin.CREATE, shelf, note);
  }

  /** An update; {@code left} are the shelves that it has left. */
  static EntityChange updated(long id, long version, String shelf, String note, String... left) {
    return upserted(id, version, EntityChange.Origin.UPDATE, shelf, note, left);
  }

  static EntityChange upserted(
      long id,
      long version,
      EntityChange.Origin origin,
      String shelf,
      String note,
      String... left) {
    EntityRow row = row(id, shelf, note);
    return new EntityChange.Upserted(
        row.key(), new Version(version), 0, origin, row, locations(id, left));
  }

  static EntityRow row(long id, String shelf, String note) {
    return new EntityRow(SCHEMA, new Value.Int(id), new Value.Text(shelf), new Value.Text(note));
  }

  static EntityChange deleted(long id, long version, String... left) {
    return new EntityChange.Deleted(key(id), new Version(version), 0, locations(id, left));
  }

  static EntityKey key(long id) {
    return EntityKey.of(SCHEMA, Map.of("id", new Value.Int(id)));
  }

  static Location location(long id, String shelf) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("id", new Value.Int(id));
    fields.put("shelf", new Value.Text(shelf));
    return new Location(fields);
  }

  private static List<Location> locations(long id, String... shelves) {
    return Arrays.stream(shelves).map(shelf -> location(id, shelf)).toList();
  }

  /** An attribute of an item that must have it. */
  static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  /** The changes in one lane, in this order. */
  static Batch batch(List<EntityChange> changes) {
    return batch(SCHEMA, changes);
  }

  static Batch batch(EntitySchema schema, List<EntityChange> changes) {
    List<Delivery> deliveries = new ArrayList<>();
    for (EntityChange change : changes) {
      deliveries.add(new Delivery(LANE, deliveries.size(), schema, change));
    }
    return new Batch(deliveries, new TreeMap<>(Map.of(LANE, new Batch.Span(0, deliveries.size()))));
  }
}
