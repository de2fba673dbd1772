/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.mysql.MySqlServer;
import dev.tandem.wire.KafkaConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
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
  private final MySqlServer server;

  NextState(
      CaptureConfig config,
      CaptureState before,
      Map<String, TopicDescription> raw,
      MySqlServer server) {
    this.config = config;
    this.before = before;
    this.raw = raw;
    this.server = server;
  }

  CaptureState begin(boolean snapshot) {
    Map<String, CaptureState.RawTopic> topics = new HashMap<>(before.topics());
    raw.forEach(
        (name, description) ->
            topics.put(
                name,
                new CaptureState.RawTopic(
                    description.topicId().toString(), description.partitions().size())));
    return new CaptureState(
        generation(topics),
        server.uuid(),
        topics,
        snapshot ? ends() : before.sweep(),
        settled(topics));
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
    boolean serverChanged =
        !before.serverUuid().isEmpty() && !before.serverUuid().equals(server.uuid());
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
   * Where the raw partitions end that hold anything: a snapshot begins, and rows before it may be
   * gone.
   */
  private Map<String, Long> ends() {
    try (Consumer<byte[], byte[]> consumer = consumer(config.kafka())) {
      return consumer.endOffsets(partitions()).entrySet().stream()
          .filter(end -> end.getValue() > 0)
          .collect(Collectors.toMap(end -> end.getKey().toString(), Map.Entry::getValue));
    }
  }

  private static Consumer<byte[], byte[]> consumer(KafkaConnection kafka) {
    return new KafkaConsumer<>(
        kafka.reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
