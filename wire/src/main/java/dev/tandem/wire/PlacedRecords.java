/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Single records by where they lie. Used by one thread at a time. */
public final class PlacedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLED = 10;

  private final Consumer<byte[], byte[]> consumer;

  /** Connects lazily. */
  public PlacedRecords(KafkaConnection kafka) {
    consumer =
        new KafkaConsumer<>(
            kafka.reading(
                Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    POLLED,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** The record at a place; empty when Kafka no longer holds it, or never committed one there. */
  public Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (offset < first || offset >= end) {
      return Optional.empty();
    }
    consumer.seek(partition, offset);
    while (consumer.position(partition) <= offset) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        return record.offset() == offset ? Optional.of(record) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
