/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes changes into an entity's topic as the transform does. The header that tells of a request
 * is left out: it was answered when the change first came by. Kafka takes the time of writing, so
 * that the topic keeps them as long as any record of today.
 */
final class RemapPublisher implements AutoCloseable {
  private static final int UNDER_WAY = 1_000;

  private final PipelineTopics topics;
  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final Map<EntitySchema, EntityFormat> formats = new HashMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private long published;

  RemapPublisher(KafkaConnection kafka, PipelineTopics topics, EntityName entity) {
    this.topics = topics;
    this.topic = topics.entity(entity);
    this.producer =
        new KafkaProducer<>(
            kafka.with(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "lz4",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Topics.LARGEST_RECORD)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void publish(EntitySchema schema, EntityChange change) {
    EntityFormat format = formats.computeIfAbsent(schema, this::publish);
    send(
        new ProducerRecord<>(
            topic, null, EntityFormat.key(change), format.value(change), format.headers()));
    published++;
  }

  /** A schema is there before the first record that names it. */
  private EntityFormat publish(EntitySchema schema) {
    EntityFormat format = EntityFormat.of(schema);
    send(new ProducerRecord<>(topics.schemas(), format.schemaKey(), format.schema().value()));
    flush();
    return format;
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
    if (sent.size() >= UNDER_WAY) {
      flush();
    }
  }

  long published() {
    return published;
  }

  /** Returns when Kafka has all of them. */
  void flush() {
    producer.flush();
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
      sent.clear();
    } catch (ExecutionException e) {
      throw Topics.failure(
          e.getCause() == null ? e : e.getCause(), "rows that were mapped anew were not taken");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
