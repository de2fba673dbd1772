/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.wire.GroupPositions;
import dev.tandem.wire.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics from their starts up to some place, read as often as one likes. For one thread. */
final class TopicRange implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLED = 5_000;

  private final KafkaConnection kafka;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Integer> numbers = new HashMap<>();

  TopicRange(KafkaConnection kafka) {
    this.kafka = kafka;
    this.consumer =
        new KafkaConsumer<>(
            kafka.reading(
                Map.of(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    POLLED)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Where the partitions of topics end, as far as committed records go. */
  Map<TopicPartition, Long> ends(Collection<String> topics) {
    List<TopicPartition> all =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(all); // it warns of every partition that it is asked about unassigned
    return consumer.endOffsets(all);
  }

  /** How far a group has come in them; what is before that it has dealt with. */
  Map<TopicPartition, Long> until(String group, Collection<String> topics)
      throws InterruptedException {
    Map<TopicPartition, Long> ends = new HashMap<>(ends(topics));
    try (GroupPositions positions = new GroupPositions(kafka)) {
      Map<TopicPartition, Long> committed = positions.committed(group);
      ends.replaceAll((partition, end) -> Math.min(end, committed.getOrDefault(partition, 0L)));
    }
    return ends;
  }

  /** How many records there can be up to these ends. */
  long records(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(ends.keySet());
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - starts.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  /** A number that stands for a record's partition, the same each time. */
  int number(ConsumerRecord<byte[], byte[]> record) {
    return numbers.computeIfAbsent(
        new TopicPartition(record.topic(), record.partition()), absent -> numbers.size());
  }

  /** The partition of a number. */
  TopicPartition partition(int number) {
    return numbers.entrySet().stream()
        .filter(one -> one.getValue() == number)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Hands over what lies before these ends, each partition in its order. */
  void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    read(Map.of(), ends, taker);
  }

  /** The same from some offset on, where one is given. */
  void read(
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    starts.forEach(consumer::seek);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset()
            < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
          taker.accept(record);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
