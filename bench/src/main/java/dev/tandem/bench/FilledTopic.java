/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.wire.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic with one record of each row, made once and used again. All topics of one set of rows have
 * the same keys, and so the same rows in the same partition and order.
 *
 * @param rows how many records it holds when it is complete
 */
record FilledTopic(KafkaConnection kafka, String name, int rows) {
  /** The partitions of every such topic. */
  static final int PARTITIONS = 4;

  private static final Duration POLL = Duration.ofMillis(200);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final int PATIENCE_MILLIS = 600_000;

  /**
   * Batches as Kafka Streams makes them, so that the records lie in the topic as the transform puts
   * them. Patient, since the machine may be busy; and not idempotent: on a starved machine a last
   * batch was seen to stay unsent for ever, and whether a record came twice shows in the count.
   */
  private static final Map<String, Object> WRITING =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG,
          100,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          false,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          1,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          PATIENCE_MILLIS,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          PATIENCE_MILLIS);

  /**
   * Makes and fills it, unless it is complete.
   *
   * @param create makes it when it is not there
   * @param record the record of the row of that number
   */
  void ensure(Runnable create, IntFunction<ProducerRecord<byte[], byte[]>> record)
      throws ExecutionException, InterruptedException {
    if (isThere()) {
      if (count() == rows) {
        return;
      }
      delete(); // an earlier run was cut off
    }
    create.run();
    fill(record);
    if (count() != rows) {
      throw new IllegalStateException("topic " + name + " holds records twice: start once more");
    }
  }

  private long count() {
    return ends().values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean isThere() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      return admin.listTopics().names().get().contains(name);
    }
  }

  private void delete() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      admin.deleteTopics(List.of(name)).all().get();
      while (isKnown(admin)) {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  private boolean isKnown(Admin admin) throws InterruptedException, ExecutionException {
    try {
      return !admin.describeTopics(List.of(name)).allTopicNames().get().isEmpty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of failures
  private void fill(IntFunction<ProducerRecord<byte[], byte[]>> record) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.with(WRITING), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int number = 0; number < rows && failure.get() == null; number++) {
        producer.send(record.apply(number), (sent, failed) -> failure.compareAndSet(null, failed));
      }
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("topic " + name + " could not be filled", failed);
    }
  }

  private Map<TopicPartition, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions());
    }
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(name, i)).toList();
  }

  /** The key of the last record of each partition. */
  List<byte[]> lastKeys() {
    List<byte[]> keys = new ArrayList<>();
    Map<TopicPartition, Long> ends = ends();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        if (end.getValue() > 0) {
          consumer.assign(List.of(end.getKey()));
          consumer.seek(end.getKey(), end.getValue() - 1);
          keys.add(next(consumer).key());
        }
      }
    }
    return keys;
  }

  private static ConsumerRecord<byte[], byte[]> next(KafkaConsumer<byte[], byte[]> consumer) {
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record;
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
