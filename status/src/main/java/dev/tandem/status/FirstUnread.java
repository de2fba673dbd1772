/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.wire.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the first record that a group has not done, of partitions where any may be left. */
final class FirstUnread implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int BYTES = 64 << 10;

  /** More partitions than these are rarely behind at once; of the others no age is told. */
  private static final int MOST = 200;

  private static final int MOST_KNOWN = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<Place, Optional<Backlog.Oldest>> known = new HashMap<>();

  FirstUnread(KafkaConnection kafka) {
    consumer =
        new KafkaConsumer<>(
            kafka.reading(
                Map.of(
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    BYTES,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    (int) POLL.toMillis())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * What there is of each partition: a record, or certainly none. Those of which neither was found
   * out in time are left out.
   *
   * @param ends one behind the last record, or a mark of a transaction
   */
  Map<TopicPartition, Optional<Backlog.Oldest>> of(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    Map<TopicPartition, Long> open = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          if (open.size() < MOST && !known.containsKey(place(partition, position, ends))) {
            open.put(partition, position);
          }
        });
    if (!open.isEmpty()) {
      look(open, ends);
    }
    Map<TopicPartition, Optional<Backlog.Oldest>> found = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          Optional<Backlog.Oldest> oldest = known.get(place(partition, position, ends));
          if (oldest != null) {
            found.put(partition, oldest);
          }
        });
    return found;
  }

  private void look(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    consumer.assign(positions.keySet());
    consumer.resume(positions.keySet()); // one that stays assigned stays paused
    positions.forEach(consumer::seek);
    Set<TopicPartition> open = new HashSet<>(positions.keySet());
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (open.remove(partition)) {
          known.put(
              place(partition, positions.getOrDefault(partition, 0L), ends),
              Optional.of(oldest(record)));
          consumer.pause(List.of(partition));
        }
      }
      open.removeIf(partition -> isEmpty(partition, positions, ends));
    }
  }

  private boolean isEmpty(
      TopicPartition partition,
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> ends) {
    boolean isEmpty = consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    if (isEmpty) {
      known.put(place(partition, positions.getOrDefault(partition, 0L), ends), Optional.empty());
    }
    return isEmpty;
  }

  private static Backlog.Oldest oldest(ConsumerRecord<byte[], byte[]> record) {
    return new Backlog.Oldest(
        CommitTime.millis(record.value()).orElse(record.timestamp()), record.timestamp());
  }

  private static Place place(
      TopicPartition partition, long position, Map<TopicPartition, Long> ends) {
    return new Place(partition, position, ends.getOrDefault(partition, 0L));
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** A group's position before an end. */
  private record Place(TopicPartition partition, long position, long end) {}
}
