/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Counts the open dead letters, each time from where it had come. Their keys tell all that it
 * takes: {@code stage entity topic-partition@offset}.
 */
final class OpenLetters implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Set<String> open = new HashSet<>();
  private boolean begun;

  OpenLetters(KafkaConnection kafka, PipelineTopics topics) {
    partition = new TopicPartition(topics.deadLetters(), 0);
    consumer =
        new KafkaConsumer<>(
            kafka.reading(Map.of()), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** How many there are, by who parked them and of which entity. */
  Map<Origin, Long> read() {
    if (!begun) {
      if (consumer.partitionsFor(partition.topic()).isEmpty()) {
        return Map.of();
      }
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      begun = true;
    }
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(this::take);
    }
    return open.stream()
        .map(OpenLetters::origin)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return; // nobody of the pipeline writes such a one
    }
    if (record.value() == null) {
      open.remove(record.key());
    } else {
      open.add(record.key());
    }
  }

  static Origin origin(String key) {
    String[] parts = key.split(" ", 3);
    return new Origin(parts[0], parts.length < 3 ? "" : parts[1]);
  }

  @Override
  public void close() {
    consumer.close();
  }

  /**
   * Where letters come from.
   *
   * @param entity empty when it is not known
   */
  record Origin(String stage, String entity) {}
}
