/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The dead letters of a pipeline, read whole. */
public final class DeadLetterTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private DeadLetterTopic() {}

  /**
   * The open dead letters in the order of their parking, each once; a letter without a value was
   * settled.
   */
  public static List<DeadLetter> read(KafkaConnection kafka, PipelineTopics topics) {
    Map<String, DeadLetter> letters = new LinkedHashMap<>();
    try (Consumer<String, byte[]> consumer = consumer(kafka)) {
      TopicPartition partition = new TopicPartition(topics.deadLetters(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.value() == null) {
            letters.remove(record.key());
          } else {
            letters.put(record.key(), DeadLetter.ofJson(record.value()));
          }
        }
      }
    }
    return List.copyOf(letters.values());
  }

  private static Consumer<String, byte[]> consumer(KafkaConnection kafka) {
    return new KafkaConsumer<>(
        kafka.reading(Map.of()), new StringDeserializer(), new ByteArrayDeserializer());
  }
}
