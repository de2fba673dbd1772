/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of status on, each time from where it had come. Used by one thread. */
public final class StatusLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Map<String, ProcessReport> last = new TreeMap<>();
  private boolean begun;

  /** Connects lazily. */
  public StatusLog(KafkaConnection kafka, PipelineTopics topics) {
    partition = new TopicPartition(topics.status(), 0);
    consumer =
        new KafkaConsumer<>(
            kafka.reading(Map.of()), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The last report of every process that has not ended in order, by process and instance; nothing
   * when there is no such topic.
   */
  public List<ProcessReport> read() {
    if (!begun) {
      if (consumer.partitionsFor(partition.topic()).isEmpty()) {
        return List.of();
      }
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      begun = true;
    }
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(this::take);
    }
    return List.copyOf(last.values());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      last.remove(record.key());
      return;
    }
    try {
      last.put(record.key(), ProcessReport.ofJson(record.value()));
    } catch (UncheckedIOException e) {
      LOG.debug("a record of {} is no report", record.topic(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
