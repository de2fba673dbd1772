/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.wire.Headers;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A pipeline's topics with a change of every row, as the transform would have written them. */
final class EntityTopic implements OrderTopic {
  /** How such topics are made; as long as their rows are kept, deleted ones are remembered. */
  static final TopicSettings SETTINGS =
      new TopicSettings(FilledTopic.PARTITIONS, (short) 1, Duration.ofDays(3650));

  private final KafkaConnection kafka;
  private final OrderRows rows;
  private final Change change;

  EntityTopic(KafkaConnection kafka, OrderRows rows, Change change) {
    this.kafka = kafka;
    this.rows = rows;
    this.change = change;
  }

  private PipelineTopics names() {
    return new PipelineTopics("bench-" + rows.id() + "-" + change.phase());
  }

  @Override
  public FilledTopic ensure() throws ExecutionException, InterruptedException {
    String name = names().entity(OrderEntity.name());
    FilledTopic topic = new FilledTopic(kafka, name, rows.count());
    TransformSteps steps = new TransformSteps(MappingVariant.PLAIN, rows.table());
    SchemaRecord schema = SchemaRecord.of(steps.schema());
    topic.ensure(
        () -> create(schema),
        number -> {
          EntityChange row =
              steps.map(steps.decode(rows.raw(number, change)), rows.offset(number, change));
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>(name, steps.key(row), steps.value(row));
          record.headers().add(Headers.SCHEMA, schema.id().header());
          return record;
        });
    return topic;
  }

  private void create(SchemaRecord schema) {
    try (Topics topics = new Topics(kafka, names(), SETTINGS);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      topics.ensureCommon();
      topics.ensureEntities(Map.of(OrderEntity.name(), List.of()));
      byte[] key = schema.key().getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(names().schemas(), key, schema.value())).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the schema could not be published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing the schema", e);
    }
  }
}
