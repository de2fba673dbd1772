/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicLog;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of status on, each time from where it had come. Used by one thread. */
public final class StatusLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);

  private final TopicLog log;
  private final Map<String, ProcessReport> last = new TreeMap<>();
  private final Map<String, Verified> verified = new TreeMap<>();

  /** Connects lazily. */
  public StatusLog(KafkaConnection kafka, PipelineTopics topics) {
    log = new TopicLog(kafka, topics.status());
  }

  /**
   * The last report of every process that has not ended in order, by process and instance; nothing
   * when there is no such topic.
   */
  public List<ProcessReport> read() {
    log.readOn(this::take);
    return List.copyOf(last.values());
  }

  /** The last comparison of every entity at every target, as far as was read until now. */
  public List<Verified> verified() {
    return List.copyOf(verified.values());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      last.remove(record.key());
      verified.remove(record.key());
      return;
    }
    try {
      if (Verified.isKey(record.key())) {
        verified.put(record.key(), Verified.ofJson(record.value()));
      } else {
        last.put(record.key(), ProcessReport.ofJson(record.value()));
      }
    } catch (UncheckedIOException e) {
      LOG.debug("a record of {} is no report", record.topic(), e);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
