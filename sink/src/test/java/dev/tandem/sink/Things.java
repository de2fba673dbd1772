/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** An entity of the tests' own, and changes of its rows. */
final class Things {
  static final EntitySchema SCHEMA =
      new EntitySchema(
          new EntityName("shop", "thing"),
          List.of(
              new EntityField("id", new IntType(64), false),
              new EntityField("value", new TextType(TextType.UNLIMITED), true)),
          List.of("id"));

  private Things() {}

  static Lane lane(int partition) {
    return new Lane("p.shop.thing", "topic-id", partition);
  }

  static EntityRow row(long id, String value) {
    return new EntityRow(SCHEMA, new Value.Int(id), new Value.Text(value));
  }

  static EntityChange.Upserted change(long id, String value, long offset, long committedAt) {
    EntityRow row = row(id, value);
    return new EntityChange.Upserted(
        row.key(),
        Version.of(0, offset, 0),
        committedAt,
        EntityChange.Origin.UPDATE,
        row,
        List.of());
  }

  /** A change of a row, with its offset for a version and the offset's number of seconds. */
  static Delivery upsert(Lane lane, long offset, long id, String value) {
    return upsert(lane, offset, id, value, offset * 1_000_000);
  }

  static Delivery upsert(Lane lane, long offset, long id, String value, long committedAt) {
    return new Delivery(lane, offset, SCHEMA, change(id, value, offset, committedAt));
  }

  static long id(Delivery delivery) {
    return ((Value.Int) row(delivery).value("id")).value();
  }

  static String value(Delivery delivery) {
    return ((Value.Text) row(delivery).value("value")).value();
  }

  private static EntityRow row(Delivery delivery) {
    return ((EntityChange.Upserted) delivery.change()).row();
  }

  /** All of them, each lane from 0 to behind its last change. */
  static Batch batch(Delivery... deliveries) {
    TreeMap<Lane, Batch.Span> progress = new TreeMap<>();
    List<Delivery> ordered = new ArrayList<>(Arrays.asList(deliveries));
    ordered.sort(Comparator.comparing(Delivery::lane).thenComparing(Delivery::offset));
    ordered.forEach(
        delivery -> progress.put(delivery.lane(), new Batch.Span(0, delivery.offset() + 1)));
    return new Batch(ordered, progress);
  }
}
