/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.testing;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Writes topics record by record, and reads them to their ends. */
public final class TestTopics implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaProducer<byte[], byte[]> producer;

  /** For any topics of that cluster; to be closed. */
  public TestTopics(KafkaConnection kafka) {
    producer =
        new KafkaProducer<>(
            kafka.with(Map.of("max.request.size", Topics.LARGEST_RECORD)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns when the record is acknowledged. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    send(List.of(record));
  }

  /** Returns when all of them are acknowledged. */
  public void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    try {
      for (Future<RecordMetadata> sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a schema known to a pipeline's processes. */
  public void publish(PipelineTopics topics, SchemaRecord schema) {
    byte[] key = schema.key().getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topics.schemas(), key, schema.value()));
  }

  /**
   * All that is committed by now, each partition in its order.
   *
   * @param form of keys and values
   */
  public static <T> List<ConsumerRecord<T, T>> read(
      KafkaConnection kafka, Deserializer<T> form, Collection<String> topics) {
    List<ConsumerRecord<T, T>> records = new ArrayList<>();
    Map<String, Object> settings = kafka.with(Map.of("isolation.level", "read_committed"));
    try (KafkaConsumer<T, T> consumer = new KafkaConsumer<>(settings, form, form)) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
  }
}
