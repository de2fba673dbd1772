/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic that holds source offsets and the state of capture, read whole when a session begins.
 */
final class OffsetsTopic {
  private static final byte[] STATE_KEY = "tandem.capture".getBytes(StandardCharsets.US_ASCII);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection kafka;
  private final String topic;

  OffsetsTopic(KafkaConnection kafka, PipelineTopics topics) {
    this.kafka = kafka;
    this.topic = topics.offsets();
  }

  ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ProducerRecord<>(topic, 0, key, value);
  }

  ProducerRecord<byte[], byte[]> record(CaptureState state) {
    return record(STATE_KEY, state.toJson());
  }

  /** All of it; only what was committed. */
  Content read() {
    try (Reader reader = reader()) {
      return reader.readOn();
    }
  }

  /** A reader that goes on where it was. */
  Reader reader() {
    return new Reader(consumer(), new TopicPartition(topic, 0));
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads the topic on, again and again. */
  static final class Reader implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final SourceOffsets offsets = new SourceOffsets();
    private CaptureState state = CaptureState.NEW;

    private Reader(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
      this.consumer = consumer;
      this.partition = partition;
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
    }

    /** All of it that was committed by now. */
    Content readOn() {
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(this::take);
      }
      return new Content(offsets, state);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      if (Arrays.equals(record.key(), STATE_KEY)) {
        state = CaptureState.ofJson(record.value());
      } else {
        offsets.put(record.key(), record.value(), record.timestamp());
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /** What the topic holds. */
  record Content(SourceOffsets offsets, CaptureState state) {}
}
