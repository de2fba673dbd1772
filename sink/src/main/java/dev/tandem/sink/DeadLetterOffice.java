/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.WriteResult;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what a target refuses, and gives back control only when Kafka has it (invariant 2). */
final class DeadLetterOffice implements ParkingWriter.Parking, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);

  /** Room for the largest letter: one is under way at a time. */
  private static final long BUFFER = Topics.LARGEST_RECORD + (8L << 20);

  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final String stage;
  private final Clock clock;
  private final Set<String> filed;
  private List<LaneBuffer.Item> batch = List.of();
  private @Nullable Map<String, ConsumerRecord<byte[], byte[]>> originals;

  DeadLetterOffice(
      Producer<byte[], byte[]> producer, PipelineTopics topics, String stage, Clock clock) {
    this(producer, topics, stage, clock, Set.of());
  }

  /**
   * An office that writes no second letter about a record.
   *
   * @param filed the keys of the letters that there are, open or settled
   */
  DeadLetterOffice(
      Producer<byte[], byte[]> producer,
      PipelineTopics topics,
      String stage,
      Clock clock,
      Set<String> filed) {
    this.producer = producer;
    this.filed = filed;
    this.topic = topics.deadLetters();
    this.stage = stage;
    this.clock = clock;
  }

  static Producer<byte[], byte[]> producer(KafkaConnection kafka) {
    return new KafkaProducer<>(
        kafka.with(
            Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.LARGEST_RECORD,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** What the batch that is about to be written was made of. */
  void hold(List<LaneBuffer.Item> items) {
    batch = items;
    originals = null;
  }

  /** Records by position; nearly all batches need none. */
  private Map<String, ConsumerRecord<byte[], byte[]>> originals() {
    Map<String, ConsumerRecord<byte[], byte[]>> byPosition = originals;
    if (byPosition == null) {
      byPosition = new HashMap<>();
      for (LaneBuffer.Item item : batch) {
        if (item.delivery() != null) {
          byPosition.put(item.delivery().position(), item.record());
        }
      }
      originals = byPosition;
    }
    return byPosition;
  }

  @Override
  public void park(WriteResult.Rejection rejection) {
    Delivery delivery = rejection.delivery();
    ConsumerRecord<byte[], byte[]> original = originals().get(delivery.position());
    if (original == null) {
      throw new IllegalStateException("no record at " + delivery.position() + " in this batch");
    }
    park(
        new DeadLetter(
            stage,
            rejection.code(),
            rejection.reason(),
            delivery.schema().name().toString(),
            "",
            delivery.change().version().revision(),
            clock.millis(),
            DeadLetter.Origin.of(original)));
  }

  void park(DeadLetter letter) {
    if (filed.contains(letter.key())) {
      LOG.debug("there is a dead letter {} already", letter.key());
      return;
    }
    LOG.warn("dead letter {}: {} {}", letter.key(), letter.code(), letter.reason());
    byte[] key = letter.key().getBytes(StandardCharsets.UTF_8);
    byte[] value = letter.toJson();
    while (!isSent(new ProducerRecord<>(topic, key, value))) {
      LOG.warn("the dead letter of {} waits for Kafka", letter.key());
    }
  }

  private boolean isSent(ProducerRecord<byte[], byte[]> letter) {
    try {
      producer.send(letter).get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.RetriableException) {
        return false;
      }
      throw Topics.failure(
          e.getCause() == null ? e : e.getCause(), "a dead letter could not be written");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE); // nothing is under way but what its writer has given up
  }
}
