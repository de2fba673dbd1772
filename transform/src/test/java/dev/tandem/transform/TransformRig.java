/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.local.LocalServers;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A pipeline of its own on a broker that tests share, and transforms that map it. */
final class TransformRig implements AutoCloseable {
  static final int PARTITIONS = 4;

  final KafkaConnection kafka;
  final PipelineTopics topics;
  private final MappingPlan plan = Orders.mapping(Orders.plan(Orders.ENTITY));
  private final Path folder;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Running> transforms = new ArrayList<>();

  TransformRig(LocalServers servers, Path folder, String pipeline) {
    this.folder = folder;
    kafka = KafkaConnection.plain(servers.kafka().bootstrapServers());
    topics = new PipelineTopics(pipeline);
    try (Topics admin =
        new Topics(kafka, topics, new TopicSettings(PARTITIONS, (short) 1, Duration.ofDays(1)))) {
      admin.ensureCommon();
      admin.ensureRaw(List.of(Orders.TABLE), Set.of());
      admin.ensureEntities(Map.of(Orders.ENTITY, Orders.TABLE));
    }
    producer =
        new KafkaProducer<>(
            kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    SchemaRecord schema = SchemaRecord.of(Orders.COLUMNS);
    send(
        new ProducerRecord<>(
            topics.schemas(), schema.key().getBytes(StandardCharsets.UTF_8), schema.value()));
  }

  void raw(long id, String value) {
    send(
        new ProducerRecord<>(
            topics.raw(Orders.TABLE),
            (int) (id % PARTITIONS),
            "{\"id\":%d}".formatted(id).getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8),
            Orders.headers(Orders.COLUMNS, "1")));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Running start() {
    Running running = new Running(folder.resolve("state-" + transforms.size()));
    transforms.add(running);
    return running;
  }

  /** All that the entity's topic holds, each partition in its order. */
  List<ConsumerRecord<String, String>> entities() {
    String topic = topics.entity(Orders.ENTITY);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            kafka.with(Map.of("auto.offset.reset", "earliest")),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    transforms.forEach(Running::close);
    producer.close();
  }

  /** A transform in a thread of its own. */
  final class Running implements AutoCloseable {
    private final Transform transform;
    private final CompletableFuture<Void> end;

    private Running(Path state) {
      transform = new Transform(new TransformConfig(kafka, topics, plan, 1, state));
      end = CompletableFuture.runAsync(transform);
    }

    /** What ended it, if a person must decide. */
    TandemException failure() {
      try {
        end.get(60, TimeUnit.SECONDS);
        throw new AssertionError("the transform ended without a failure");
      } catch (ExecutionException e) {
        return (TandemException) Objects.requireNonNull(e.getCause());
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      transform.close();
      try {
        end.get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        // what a test expects of the end, it has checked
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError(e);
      }
    }
  }
}
