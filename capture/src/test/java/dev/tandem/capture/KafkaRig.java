/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.local.LocalKafka;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An embedded Kafka, and captures into it. */
class KafkaRig implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final LocalKafka kafka;
  final KafkaConnection connection;
  private final List<Running> captures = new ArrayList<>();

  KafkaRig(Path folder) {
    kafka = LocalKafka.start(folder.resolve("kafka"));
    connection = KafkaConnection.plain(kafka.bootstrapServers());
  }

  CaptureConfig config(SourceEngine source, String pipeline, TableId... tables) {
    List<EntityPlan> entities =
        Arrays.stream(tables)
            .map(
                table ->
                    new EntityPlan(
                        new EntityName("domain", table.table()),
                        table,
                        ColumnsPlan.all(Naming.AS_IS),
                        RowsPlan.ALL,
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return new CaptureConfig(
        connection, new PipelineTopics(pipeline), source, new MappingPlan(0, entities));
  }

  Topics topics(CaptureConfig config) {
    Topics topics =
        new Topics(
            connection, config.topics(), new TopicSettings(4, (short) 1, Duration.ofDays(1)));
    topics.ensureCommon();
    topics.ensureRaw(config.tables(), Set.of());
    return topics;
  }

  Running start(CaptureConfig config) {
    Running running = new Running(config);
    captures.add(running);
    return running;
  }

  /** Starts a capture and waits until the snapshot is done. */
  Running streaming(CaptureConfig config) {
    Running running = start(config);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> running.meter.isStreaming() || running.failure.get() != null);
    if (running.failure.get() != null) {
      throw new AssertionError(running.failure.get());
    }
    return running;
  }

  /** Leaves a pipeline as it is before its first snapshot is done: raw records, but no offset. */
  void forgetOffsets(CaptureConfig config) {
    try (Admin admin = Admin.create(connection.with(Map.of()))) {
      admin.deleteTopics(List.of(config.topics().offsets())).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Puts offsets and state back to what they are when the last rows of a snapshot are published.
   *
   * @param sweep where raw partitions ended when the snapshot was begun
   */
  void beBehindSnapshot(CaptureConfig config, Map<String, Long> sweep) {
    OffsetsTopic topic = new OffsetsTopic(connection, config.topics());
    OffsetsTopic.Content now = topic.read();
    CaptureState state = now.state();
    try (TestTopics topics = new TestTopics(connection)) {
      topics.send(
          topic.record(
              new CaptureState(
                  state.generation(), state.serverUuid(), state.topics(), sweep, Map.of())));
      for (SourceOffsets.Offset offset : now.offsets().all()) {
        Map<String, Object> members = new HashMap<>(offset.members());
        members.put("snapshot", "INITIAL");
        members.put("snapshot_completed", true);
        byte[] key = SourceOffsets.key(config.topics().pipeline(), offset.source());
        topics.send(topic.record(key, SourceOffsets.value(members)));
      }
    }
  }

  /** Does what docs/operations.md says of a fresh snapshot. */
  void takeOffsetAway(CaptureConfig config) {
    String pipeline = config.topics().pipeline();
    String key = "[\"" + pipeline + "\",{\"server\":\"" + pipeline + "\"}]";
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            connection.with(Map.of()), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(config.topics().offsets(), key, null)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Publishes a record once more with another value, as a snapshot that is cut off does. */
  void publishAgain(ConsumerRecord<String, String> record, String value) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            connection.with(Map.of()), new StringSerializer(), new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  record.topic(), record.partition(), record.key(), value, record.headers()))
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All that is committed in the raw topic of a table. */
  List<ConsumerRecord<String, String>> raw(CaptureConfig config, TableId table) {
    return TestTopics.read(
        connection, new StringDeserializer(), List.of(config.topics().raw(table)));
  }

  static JsonNode json(ConsumerRecord<String, String> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    captures.forEach(Running::close);
    kafka.close();
  }

  /** A capture in a thread of its own. */
  final class Running implements AutoCloseable {
    final CaptureMeter meter = new CaptureMeter();
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Topics topics;
    private final Capture capture;
    private final Thread thread;

    private Running(CaptureConfig config) {
      topics = topics(config);
      capture = new Capture(config, topics, meter);
      thread =
          new Thread(
              () -> {
                try {
                  capture.run();
                } catch (RuntimeException e) {
                  failure.set(e);
                }
              },
              "capture");
      thread.start();
    }

    boolean ended() {
      return !thread.isAlive();
    }

    @Override
    public void close() {
      capture.close();
      try {
        thread.join(15_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      topics.close();
      if (thread.isAlive()) {
        throw new AssertionError("capture did not end within 15 s");
      }
    }
  }
}
