/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds an entity of its own, and batches of its changes. */
final class Changes {
  /** Where changes are from unless {@link #in} says otherwise. */
  static final Lane LANE = new Lane("topic", "id", 0);

  final EntitySchema schema;
  final MappingPlan plan;
  private final List<Delivery> deliveries = new ArrayList<>();
  private long from;
  private long next;
  private Lane lane = LANE;

  private Changes(EntitySchema schema, PostgresPlan where) {
    this.schema = schema;
    EntityPlan entity =
        new EntityPlan(
            schema.name(),
            TableId.of("db", schema.name().entity()),
            ColumnsPlan.all(Naming.AS_IS),
            RowsPlan.ALL,
            Optional.of(where),
            Optional.empty());
    plan = new MappingPlan(0, List.of(entity));
  }

  static Value text(String text) {
    return new Value.Text(text);
  }

  /** An entity with the key {@code id int64} and these fields, each as {@code name type}. */
  static Changes of(String entity, String... fields) {
    return of(new PostgresPlan("domain", entity), List.of("id"), fields);
  }

  /** The same, in a table of that kind and with that key. */
  static Changes of(PostgresPlan where, List<String> key, String... fields) {
    List<EntityField> all = new ArrayList<>();
    all.add(new EntityField("id", type("int64"), false));
    for (String field : fields) {
      int space = field.lastIndexOf(" ");
      all.add(new EntityField(field.substring(0, space), type(field.substring(space + 1)), true));
    }
    return new Changes(
        new EntitySchema(new EntityName(where.schema(), where.table()), all, key), where);
  }

  private static Type type(String spelling) {
    return Types.parse(spelling).orElseThrow();
  }

  Changes in(Lane lane, long from) {
    this.lane = lane;
    this.from = from;
    this.next = from;
    return this;
  }

  EntityPlan entity() {
    return plan.entities().get(0);
  }

  EntityRow row(long id, Value... values) {
    List<Value> all = new ArrayList<>(List.of(new Value.Int(id)));
    all.addAll(Arrays.asList(values));
    return new EntityRow(schema, all.toArray(Value[]::new));
  }

  Changes upsert(long version, long id, Value... values) {
    return upsert(EntityChange.Origin.UPDATE, version, 0, id, values);
  }

  Changes upsert(
      EntityChange.Origin origin, long version, long committedAt, long id, Value... values) {
    EntityRow row = row(id, values);
    return add(
        new EntityChange.Upserted(
            row.key(), new Version(version), committedAt, origin, row, List.of()));
  }

  Changes delete(long version, long id) {
    return delete(version, row(id, nulls()));
  }

  Changes delete(long version, EntityRow row) {
    return add(
        new EntityChange.Deleted(
            row.key(), new Version(version), 0, List.of(row.location(schema.key()))));
  }

  private Value[] nulls() {
    Value[] nulls = new Value[schema.fields().size() - 1];
    Arrays.fill(nulls, Value.NULL);
    return nulls;
  }

  private Changes add(EntityChange change) {
    deliveries.add(new Delivery(lane, next, schema, change));
    next++;
    return this;
  }

  /** The changes added since the last batch. */
  Batch batch() {
    Batch batch = new Batch(deliveries, new TreeMap<>(Map.of(lane, new Batch.Span(from, next))));
    deliveries.clear();
    from = next;
    return batch;
  }
}
