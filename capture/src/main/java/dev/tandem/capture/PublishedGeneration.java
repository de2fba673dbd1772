/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The highest generation that raw topics hold, for when the topic that remembers it was deleted:
 * versions below those at the targets would be taken for old ones, every one of them.
 */
final class PublishedGeneration {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FIRST_LOOK = 64;
  private static final int FURTHER = 16;

  private final Consumer<byte[], byte[]> consumer;

  /** Reads with the caller's consumer, which reads committed records only. */
  PublishedGeneration(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** The highest one, or empty when the partitions hold no records. */
  OptionalInt highest(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(ends.keySet());
    return ends.entrySet().stream()
        .map(end -> last(end.getKey(), starts.getOrDefault(end.getKey(), 0L), end.getValue()))
        .flatMapToInt(OptionalInt::stream)
        .max();
  }

  /** Looks back ever further until there is a record among the transactions' markers. */
  private OptionalInt last(TopicPartition partition, long start, long end) {
    consumer.assign(List.of(partition));
    for (long back = FIRST_LOOK; ; back *= FURTHER) {
      long from = Math.max(start, end - back);
      OptionalInt found = lastFrom(partition, from, end);
      if (found.isPresent() || from == start) {
        return found;
      }
    }
  }

  private OptionalInt lastFrom(TopicPartition partition, long from, long end) {
    OptionalInt last = OptionalInt.empty();
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Header generation = record.headers().lastHeader(Headers.GENERATION);
        if (generation != null) {
          String text = new String(generation.value(), StandardCharsets.US_ASCII);
          last = OptionalInt.of(Integer.parseInt(text));
        }
      }
    }
    return last;
  }
}
