/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.dynamo.DynamoTarget;
import dev.tandem.sink.Sink;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Tandem's sink to DynamoDB in a process of its own, put together as {@code tandem sink-dynamo}
 * puts it together out of tandem.yaml; runs until it is ended.
 */
final class DynamoSinkMain {
  private static final Duration RETENTION = Duration.ofDays(3650);
  private static final int BATCH_RECORDS = 2_000;

  private DynamoSinkMain() {}

  /** The argument is a file of properties, as {@link DynamoSinkContender} writes it. */
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      settings.load(reader);
    }
    KafkaConnection kafka = KafkaConnection.plain(setting(settings, "bootstrap"));
    PipelineTopics names = new PipelineTopics(setting(settings, "pipeline"));
    String topic = names.entity(OrderEntity.name());
    String topicId = topicId(kafka, names, topic);
    DynamoTarget target =
        OrderItems.target(
            URI.create(setting(settings, "endpoint")),
            setting(settings, "region"),
            setting(settings, "accessKey"),
            setting(settings, "secretKey"));
    target.prepare(true);
    new Sink(
            SinkSettings.of("sink-dynamo", setting(settings, "group"), topic, BATCH_RECORDS),
            kafka,
            names,
            name -> topicId,
            target.writer(),
            new SinkMeter())
        .run();
  }

  private static String setting(Properties settings, String name) {
    String value = settings.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + name);
    }
    return value;
  }

  private static String topicId(KafkaConnection kafka, PipelineTopics names, String topic) {
    TopicSettings unused = new TopicSettings(FilledTopic.PARTITIONS, (short) 1, RETENTION);
    try (Topics topics = new Topics(kafka, names, unused)) {
      return Objects.requireNonNull(topics.describe(List.of(topic)).get(topic))
          .topicId()
          .toString();
    }
  }
}
