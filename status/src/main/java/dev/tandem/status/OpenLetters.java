/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicLog;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the open dead letters, each time from where it had come. Their keys tell all that it
 * takes: {@code stage entity topic-partition@offset}.
 */
final class OpenLetters implements AutoCloseable {
  private final TopicLog log;
  private final Set<String> open = new HashSet<>();

  OpenLetters(KafkaConnection kafka, PipelineTopics topics) {
    log = new TopicLog(kafka, topics.deadLetters());
  }

  /** How many there are, by who parked them and of which entity. */
  Map<Origin, Long> read() {
    log.readOn(this::take);
    return open.stream()
        .map(OpenLetters::origin)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return; // nobody of the pipeline writes such a one
    }
    if (record.value() == null) {
      open.remove(record.key());
    } else {
      open.add(record.key());
    }
  }

  static Origin origin(String key) {
    String[] parts = key.split(" ", 3);
    return new Origin(parts[0], parts.length < 3 ? "" : parts[1]);
  }

  @Override
  public void close() {
    log.close();
  }

  /**
   * Where letters come from.
   *
   * @param entity empty when it is not known
   */
  record Origin(String stage, String entity) {}
}
