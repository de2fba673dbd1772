/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.EntityRecord;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Makes deliveries of the records of entity topics, and dead letters of what is none. */
final class LaneDecoder {
  private final SchemaStore schemas;
  private final String stage;
  private final Clock clock;
  private final Map<SchemaId, Format> formats = new HashMap<>();

  LaneDecoder(SchemaStore schemas, String stage, Clock clock) {
    this.schemas = schemas;
    this.stage = stage;
    this.clock = clock;
  }

  LaneBuffer.Item decode(Lane lane, ConsumerRecord<byte[], byte[]> record) {
    try {
      Format format = format(record);
      EntityChange change = format.records().read(record);
      Delivery delivery = new Delivery(lane, record.offset(), format.schema(), change);
      return new LaneBuffer.Item(record, delivery, null);
    } catch (RawRefused e) {
      return new LaneBuffer.Item(record, null, letter(record, e));
    }
  }

  private Format format(ConsumerRecord<byte[], byte[]> record) throws RawRefused {
    Header header = record.headers().lastHeader(Headers.SCHEMA);
    if (header == null || header.value() == null) {
      throw RawRefused.malformed("The record names no schema: no transform wrote it.");
    }
    return formats.computeIfAbsent(
        SchemaId.ofHeader(header.value()), id -> Format.of(schemas.entity(id)));
  }

  private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, RawRefused refused) {
    return new DeadLetter(
        stage,
        refused.code(),
        refused.reason(),
        "",
        refused.column(),
        0,
        clock.millis(),
        DeadLetter.Origin.of(record));
  }

  /** How the records of a schema are read. */
  private record Format(EntitySchema schema, EntityRecord records) {
    static Format of(EntitySchema schema) {
      return new Format(schema, new EntityRecord(schema));
    }
  }
}
