/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic of one partition, read on from its start: each time from where it had come, and only what
 * was committed. Used by one thread at a time.
 */
public final class TopicLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private boolean begun;

  /** Connects lazily. */
  public TopicLog(KafkaConnection kafka, String topic) {
    partition = new TopicPartition(topic, 0);
    consumer =
        new KafkaConsumer<>(
            kafka.reading(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Leaves out what is there by now. */
  public void skip() {
    if (hasBegun()) {
      consumer.seek(partition, end());
    }
  }

  /** Hands over all that is there by now and was not yet; nothing while there is no such topic. */
  public void readOn(java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    if (!hasBegun()) {
      return;
    }
    long end = end();
    while (consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(taker);
    }
  }

  /** Hands over what has arrived already, without waiting for more. */
  public void glance(java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    if (hasBegun()) {
      consumer.poll(Duration.ZERO).forEach(taker);
    }
  }

  /** To ask for where a topic ends that is not there would take until the request times out. */
  private boolean hasBegun() {
    if (!begun && !consumer.partitionsFor(partition.topic()).isEmpty()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      begun = true;
    }
    return begun;
  }

  private long end() {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
