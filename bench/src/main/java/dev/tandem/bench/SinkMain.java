/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.postgres.PostgresConnection;
import dev.tandem.postgres.PostgresTarget;
import dev.tandem.sink.Sink;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Tandem's sink to PostgreSQL in a process of its own, put together as {@code tandem sink-postgres}
 * puts it together out of tandem.yaml; runs until it is ended.
 */
final class SinkMain {
  private static final Duration RETENTION = Duration.ofDays(3650);

  private final Properties settings;
  private final KafkaConnection kafka;
  private final PipelineTopics names;

  private SinkMain(Properties settings) {
    this.settings = settings;
    this.kafka = KafkaConnection.plain(setting("bootstrap"));
    this.names = new PipelineTopics(setting("pipeline"));
  }

  /** The argument is a file of properties, as {@link TandemStarter} writes it. */
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      settings.load(reader);
    }
    new SinkMain(settings).run();
  }

  private String setting(String name) {
    String value = settings.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + name);
    }
    return value;
  }

  private void run() throws InterruptedException {
    String topic = names.entity(OrderEntity.name());
    String topicId = topicId(topic);
    PostgresTarget target =
        new PostgresTarget(
            new PostgresConnection(setting("url"), setting("user"), setting("password")),
            OrderEntity.TO_POSTGRES,
            true);
    target.prepare();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(setting("sinks")); i++) {
      Thread thread = new Thread(sink(topic, topicId, target), "sink-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private String topicId(String topic) {
    TopicSettings unused = new TopicSettings(FilledTopic.PARTITIONS, (short) 1, RETENTION);
    try (Topics topics = new Topics(kafka, names, unused)) {
      return Objects.requireNonNull(topics.describe(List.of(topic)).get(topic), topic)
          .topicId()
          .toString();
    }
  }

  private Sink sink(String topic, String topicId, PostgresTarget target) {
    String group = setting("group");
    return new Sink(
        SinkSettings.of("sink-postgres", group, topic, Integer.parseInt(setting("batch"))),
        kafka,
        names,
        name -> topicId,
        target.writer(group, "bench", RETENTION),
        new SinkMeter());
  }
}
