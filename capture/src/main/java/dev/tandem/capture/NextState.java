/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.KafkaConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Works out the state that a session begins with from the one before and from what is there now.
 */
final class NextState {
  private final CaptureConfig config;
  private final CaptureState before;
  private final Map<String, TopicDescription> raw;
  private final String identity;

  NextState(
      CaptureConfig config,
      CaptureState before,
      Map<String, TopicDescription> raw,
      String identity) {
    this.config = config;
    this.before = before;
    this.raw = raw;
    this.identity = identity;
  }

  /**
   * The state.
   *
   * @param unread the raw topics of which a snapshot is to be taken
   */
  CaptureState begin(Set<String> unread) {
    Map<String, CaptureState.RawTopic> topics = new HashMap<>(before.topics());
    raw.forEach(
        (name, description) ->
            topics.put(
                name,
                new CaptureState.RawTopic(
                    description.topicId().toString(), description.partitions().size())));
    return new CaptureState(generation(topics), identity, topics, sweep(unread), settled(topics));
  }

  /** Of the topics that are still the same. */
  private Map<String, Long> settled(Map<String, CaptureState.RawTopic> now) {
    Map<String, Long> settled = new HashMap<>(before.settled());
    before
        .topics()
        .forEach(
            (name, topic) -> {
              if (!topic.equals(now.get(name))) {
                settled.keySet().removeIf(partition -> partition.startsWith(name + "-"));
              }
            });
    return settled;
  }

  /**
   * Versions must go on growing although raw offsets start anew, or keys move to other partitions.
   */
  private int generation(Map<String, CaptureState.RawTopic> now) {
    if (before.equals(CaptureState.NEW)) {
      return generationAfterLoss();
    }
    boolean topicsChanged =
        before.topics().entrySet().stream()
            .anyMatch(known -> !known.getValue().equals(now.get(known.getKey())));
    boolean serverChanged = !before.serverUuid().isEmpty() && !before.serverUuid().equals(identity);
    return topicsChanged || serverChanged ? before.generation() + 1 : before.generation();
  }

  /** The first start of all, or the state was deleted: then no version may be given out again. */
  private int generationAfterLoss() {
    try (Consumer<byte[], byte[]> consumer = consumer(config.kafka())) {
      OptionalInt published = PublishedGeneration.highest(consumer, partitions());
      return published.isPresent() ? published.getAsInt() + 1 : before.generation();
    }
  }

  private List<TopicPartition> partitions() {
    return raw.values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }

  /**
   * Where the raw partitions end that hold anything of which a snapshot begins, since rows before
   * it may be gone; and what is left of an earlier one.
   */
  private Map<String, Long> sweep(Set<String> unread) {
    Map<String, Long> sweep = new HashMap<>(before.sweep());
    List<TopicPartition> anew =
        partitions().stream().filter(partition -> unread.contains(partition.topic())).toList();
    if (!anew.isEmpty()) {
      try (Consumer<byte[], byte[]> consumer = consumer(config.kafka())) {
        consumer
            .endOffsets(anew)
            .forEach((partition, end) -> put(sweep, partition.toString(), end));
      }
    }
    return sweep;
  }

  private static void put(Map<String, Long> sweep, String partition, long end) {
    if (end > 0) {
      sweep.put(partition, end);
    } else {
      sweep.remove(partition);
    }
  }

  private static Consumer<byte[], byte[]> consumer(KafkaConnection kafka) {
    return new KafkaConsumer<>(
        kafka.reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
