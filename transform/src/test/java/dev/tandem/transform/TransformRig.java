/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.local.LocalServers;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.testing.Background;
import dev.tandem.wire.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A pipeline of its own on a broker that tests share, and transforms that map it. */
final class TransformRig implements AutoCloseable {
  static final int PARTITIONS = 4;

  final KafkaConnection kafka;
  final PipelineTopics topics;
  private final MappingPlan plan = Orders.mapping(Orders.plan(Orders.ENTITY));
  private final Path folder;
  private final TestTopics records;
  private final List<Background> transforms = new ArrayList<>();

  TransformRig(LocalServers servers, Path folder, String pipeline) {
    this.folder = folder;
    kafka = KafkaConnection.plain(servers.kafka().bootstrapServers());
    topics = new PipelineTopics(pipeline);
    try (Topics admin =
        new Topics(kafka, topics, new TopicSettings(PARTITIONS, (short) 1, Duration.ofDays(1)))) {
      admin.ensureCommon();
      admin.ensureRaw(List.of(Orders.TABLE), Set.of());
      admin.ensureEntities(Map.of(Orders.ENTITY, List.of(Orders.TABLE)));
    }
    records = new TestTopics(kafka);
    records.publish(topics, SchemaRecord.of(Orders.COLUMNS));
  }

  void raw(long id, String value) {
    records.send(
        new ProducerRecord<>(
            topics.raw(Orders.TABLE),
            (int) (id % PARTITIONS),
            "{\"id\":%d}".formatted(id).getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8),
            Orders.headers(Orders.COLUMNS, "1")));
  }

  Background start() {
    Path state = folder.resolve("state-" + transforms.size());
    Transform transform =
        new Transform(new TransformConfig(kafka, topics, plan, 1, state), new ProcessMeter());
    Background running = new Background(transform, transform::close);
    transforms.add(running);
    return running;
  }

  /** All that the entity's topic holds, each partition in its order. */
  List<ConsumerRecord<String, String>> entities() {
    return TestTopics.read(kafka, new StringDeserializer(), List.of(topics.entity(Orders.ENTITY)));
  }

  @Override
  public void close() {
    transforms.forEach(Background::close);
    records.close();
  }
}
