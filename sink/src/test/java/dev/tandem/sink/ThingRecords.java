/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.EntityRecord;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records of the tests' own entity, as a transform writes them. */
final class ThingRecords {
  static final PipelineTopics TOPICS = new PipelineTopics("p");
  private static final SchemaRecord SCHEMA = SchemaRecord.of(Things.SCHEMA);
  private static final EntityRecord FORMAT = new EntityRecord(Things.SCHEMA);

  private ThingRecords() {}

  static ConsumerRecord<byte[], byte[]> of(Lane lane, long offset, long id, String value) {
    EntityChange change = Things.change(id, value, offset, offset);
    return of(lane, offset, FORMAT.write(change));
  }

  static ConsumerRecord<byte[], byte[]> of(Lane lane, long offset, byte @Nullable [] value) {
    return of(lane, offset, value, headers());
  }

  static ConsumerRecord<byte[], byte[]> of(
      Lane lane, long offset, byte @Nullable [] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        lane.topic(),
        lane.partition(),
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key".getBytes(StandardCharsets.UTF_8),
        value,
        headers,
        Optional.empty());
  }

  static RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(new RecordHeader(Headers.SCHEMA, SCHEMA.id().header()));
    return headers;
  }

  static byte[] value(EntityChange change) {
    return FORMAT.write(change);
  }

  /** Knows the one schema. */
  static SchemaStore schemas() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition(TOPICS.schemas(), 0);
    SchemaStore store = new SchemaStore(consumer, TOPICS, Duration.ofMillis(50));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.addRecord(new ConsumerRecord<>(TOPICS.schemas(), 0, 0, SCHEMA.key(), SCHEMA.value()));
    return store;
  }
}
