/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the last record of partitions. A log that transactions write ends behind their markers,
 * which are no records, and which no group ever commits.
 */
public final class LastRecords {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int FIRST_LOOK = 4;
  private static final int FURTHER = 16;

  private final Consumer<byte[], byte[]> consumer;
  private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
  private final Map<TopicPartition, Long> starts;
  private final Map<TopicPartition, Long> open;
  private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();

  private LastRecords(
      Consumer<byte[], byte[]> consumer,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.wanted = wanted;
    this.starts = starts;
    this.open = new HashMap<>(ends);
  }

  /**
   * The last wanted record that is there by now, of each of the partitions that hold any.
   *
   * @param consumer reads committed records only; is assigned and moved by this
   */
  public static Map<TopicPartition, ConsumerRecord<byte[], byte[]>> of(
      Consumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    consumer.assign(partitions); // it warns of every partition that it is asked about unassigned
    LastRecords last =
        new LastRecords(
            consumer,
            wanted,
            consumer.beginningOffsets(partitions),
            consumer.endOffsets(partitions));
    last.find();
    return last.found;
  }

  /** Looks back ever further, in all partitions at once, until there are records in all. */
  private void find() {
    open.entrySet().removeIf(end -> end.getValue() <= start(end.getKey()));
    for (long back = FIRST_LOOK; !open.isEmpty(); back *= FURTHER) {
      Map<TopicPartition, Long> from = from(back);
      consumer.assign(open.keySet());
      from.forEach(consumer::seek);
      readToTheEnds();
      open.keySet()
          .removeIf(
              partition ->
                  found.containsKey(partition)
                      || from.getOrDefault(partition, 0L) <= start(partition));
    }
  }

  private Map<TopicPartition, Long> from(long back) {
    return open.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, end -> Math.max(start(end.getKey()), end.getValue() - back)));
  }

  private void readToTheEnds() {
    while (open.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < open.getOrDefault(partition, 0L) && wanted.test(record)) {
          found.put(partition, record);
        }
      }
    }
  }

  private long start(TopicPartition partition) {
    return starts.getOrDefault(partition, 0L);
  }
}
