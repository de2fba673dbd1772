/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.local.LocalServers;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.testing.Background;
import dev.tandem.wire.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** A pipeline of its own on a broker that tests share, and sinks that read it. */
final class SinkRig implements AutoCloseable {
  static final int PARTITIONS = 4;

  final KafkaConnection kafka;
  final PipelineTopics topics;
  final String topic;
  private final String topicId;
  private final TestTopics records;
  private final List<Running> sinks = new ArrayList<>();

  SinkRig(LocalServers servers, String pipeline) {
    kafka = KafkaConnection.plain(servers.kafka().bootstrapServers());
    topics = new PipelineTopics(pipeline);
    EntityName entity = Things.SCHEMA.name();
    topic = topics.entity(entity);
    try (Topics admin =
        new Topics(kafka, topics, new TopicSettings(PARTITIONS, (short) 1, Duration.ofDays(1)))) {
      admin.ensureCommon();
      admin.ensureEntities(Map.of(entity, List.of(TableId.of("shop", "things"))));
      topicId = topicId(admin);
    }
    records = new TestTopics(kafka);
    records.publish(topics, SchemaRecord.of(Things.SCHEMA));
  }

  /** A broker may know a new topic a moment later than the controller. */
  private String topicId(Topics admin) {
    return Awaitility.await()
        .until(() -> admin.describe(List.of(topic)).get(topic), Objects::nonNull)
        .topicId()
        .toString();
  }

  Lane lane(int partition) {
    return new Lane(topic, topicId, partition);
  }

  void change(long id, String value, long version) {
    send(id, ThingRecords.value(Things.change(id, value, version, version)));
  }

  /** A value of any kind, with the schema's header, in the lane of that row. */
  void send(long id, byte[] value) {
    byte[] key = Things.row(id, "").key().json().getBytes(StandardCharsets.UTF_8);
    records.send(
        new ProducerRecord<>(topic, (int) (id % PARTITIONS), key, value, ThingRecords.headers()));
  }

  /** What an operator would order of the entity. */
  EntityOrder order() {
    return new EntityOrder(Things.SCHEMA.name().toString(), "test", "ada", 0, "a test");
  }

  /** Has the topic of orders take one. */
  void order(ProducerRecord<byte[], byte[]> order) {
    records.send(order);
  }

  Running start(FakeTarget target) {
    Running running = new Running(target);
    sinks.add(running);
    return running;
  }

  String group() {
    return topics.sinkGroup("test");
  }

  @Override
  public void close() {
    sinks.forEach(Running::close);
    records.close();
  }

  /** A sink in a thread of its own. */
  final class Running implements AutoCloseable {
    final SinkMeter meter = new SinkMeter();
    private final Background process;

    private Running(FakeTarget target) {
      SinkConfig config =
          new SinkConfig(
              "sink-test",
              group(),
              List.of(topic),
              new BatchSize(50, 1 << 20),
              Duration.ofSeconds(30),
              new FloodLimit(1_000, Duration.ofMinutes(10)));
      Sink sink = new Sink(config, kafka, topics, name -> topicId, target.writer(), meter);
      process = new Background(sink, sink::close);
    }

    /** One behind the last order that it has obeyed. */
    long obeyed() {
      Long told = report().obeyed();
      return told == null ? -1 : told;
    }

    /** What it tells of itself. */
    ProcessReport report() {
      return meter.work().report(new ProcessReport.Identity("sink-test", "one", "1", 0));
    }

    /** What ended it, if a person must decide. */
    TandemException failure() {
      return process.failure();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
