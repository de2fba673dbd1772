/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.target.TargetWriter;
import dev.tandem.sink.BatchSize;
import dev.tandem.sink.FloodLimit;
import dev.tandem.sink.Sink;
import dev.tandem.sink.SinkConfig;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a process with Tandem's sinks is told, whatever their target.
 *
 * @param bootstrap where Kafka is
 * @param pipeline whose entity is read
 * @param group the consumer group
 * @param batch the most records that one writes together
 */
record SinkJob(String bootstrap, String pipeline, String group, int batch) {
  private static final FloodLimit FLOOD = new FloodLimit(1_000, Duration.ofMinutes(10));

  /** For a group that has read nothing yet of that topic. */
  static SinkJob of(String bootstrap, FilledTopic topic, int batch) {
    String entity = "." + OrderEntity.name();
    return new SinkJob(
        bootstrap,
        topic.name().substring(0, topic.name().length() - entity.length()),
        "bench-" + System.nanoTime(),
        batch);
  }

  /**
   * Writes it.
   *
   * @param target what the process is told about its target
   */
  Path write(Path file, Map<String, String> target) throws IOException {
    Map<String, String> settings = new HashMap<>(target);
    settings.put("bootstrap", bootstrap);
    settings.put("pipeline", pipeline);
    settings.put("group", group);
    settings.put("batch", Integer.toString(batch));
    return SettingsFile.write(file, settings);
  }

  static SinkJob read(SettingsFile settings) {
    return new SinkJob(
        settings.text("bootstrap"),
        settings.text("pipeline"),
        settings.text("group"),
        settings.number("batch"));
  }

  /**
   * A sink as the product's commands put it together out of tandem.yaml.
   *
   * @param name {@code sink-postgres} or {@code sink-dynamo}
   */
  Sink sink(String name, TargetWriter target) {
    KafkaConnection kafka = KafkaConnection.plain(bootstrap);
    PipelineTopics names = new PipelineTopics(pipeline);
    String topic = names.entity(OrderEntity.name());
    String topicId = topicId(kafka, names, topic);
    return new Sink(config(name, topic), kafka, names, any -> topicId, target, new SinkMeter());
  }

  private SinkConfig config(String name, String topic) {
    return new SinkConfig(
        name,
        group,
        List.of(topic),
        new BatchSize(batch, SinkConfig.BATCH.bytes()),
        SinkConfig.CONFLICT_PATIENCE,
        FLOOD);
  }

  private static String topicId(KafkaConnection kafka, PipelineTopics names, String topic) {
    try (Topics topics = new Topics(kafka, names, EntityTopic.SETTINGS)) {
      return Objects.requireNonNull(topics.describe(List.of(topic)).get(topic), topic)
          .topicId()
          .toString();
    }
  }
}
