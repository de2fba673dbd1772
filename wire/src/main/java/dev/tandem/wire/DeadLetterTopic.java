/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The dead letters of a pipeline, read whole. */
public final class DeadLetterTopic {
  private DeadLetterTopic() {}

  /**
   * The open dead letters in the order of their parking, each once; a letter without a value was
   * settled.
   */
  public static List<DeadLetter> read(KafkaConnection kafka, PipelineTopics topics) {
    return filed(kafka, topics, UnaryOperator.identity()).stream()
        .filter(Filed::open)
        .map(Filed::letter)
        .toList();
  }

  /**
   * All dead letters in the order of their parking, each once. One that was parked again after it
   * was settled is open again.
   *
   * @param kept what to keep of a letter, which can hold a large row
   */
  public static List<Filed> filed(
      KafkaConnection kafka, PipelineTopics topics, UnaryOperator<DeadLetter> kept) {
    Map<String, Filed> letters = new LinkedHashMap<>();
    try (TopicLog log = new TopicLog(kafka, topics.deadLetters())) {
      log.readOn(record -> take(record, letters, kept));
    }
    return List.copyOf(letters.values());
  }

  private static void take(
      ConsumerRecord<String, byte[]> record,
      Map<String, Filed> letters,
      UnaryOperator<DeadLetter> kept) {
    String key = String.valueOf(record.key());
    if (record.value() == null) {
      letters.computeIfPresent(key, (same, filed) -> filed.settled());
    } else {
      letters.put(
          key, new Filed(record.offset(), kept.apply(DeadLetter.ofJson(record.value())), true));
    }
  }

  /** The record that settles a letter: from then on it is no longer open. */
  public static ProducerRecord<byte[], byte[]> settlement(
      PipelineTopics topics, DeadLetter letter) {
    return new ProducerRecord<>(
        topics.deadLetters(), 0, letter.key().getBytes(StandardCharsets.UTF_8), null);
  }

  /**
   * A letter as it lies in the topic.
   *
   * @param number its offset there, by which people name it
   * @param open whether nobody has settled it since
   */
  public record Filed(long number, DeadLetter letter, boolean open) {
    Filed settled() {
      return new Filed(number, letter, false);
    }
  }
}
