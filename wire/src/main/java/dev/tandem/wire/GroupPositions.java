/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tells where topics end, and how far a group has come on them. */
public final class GroupPositions implements AutoCloseable {
  /** Ends are asked for again and again, and a fetch under way holds up the next question. */
  private static final int FETCH_WAIT_MS = 20;

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  /** Connects lazily. */
  public GroupPositions(KafkaConnection kafka) {
    admin = Admin.create(kafka.with(Map.of()));
    consumer =
        new KafkaConsumer<>(
            kafka.reading(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * One behind the last record of each partition: as far as a group can come. A partition without
   * records ends at 0, and so does a topic that is not there, in a partition 0.
   */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    List<TopicPartition> partitions = partitions(topics);
    Map<TopicPartition, Long> ends = new HashMap<>();
    topics.forEach(topic -> ends.put(new TopicPartition(topic, 0), 0L));
    partitions.forEach(partition -> ends.put(partition, 0L));
    LastRecords.of(consumer, partitions, record -> true)
        .forEach((partition, record) -> ends.put(partition, record.offset() + 1));
    return ends;
  }

  /**
   * The ends of the topics by which an app of Kafka Streams passes records on to itself, without
   * those partitions that have none.
   *
   * @param application its id, and so the group that reads them
   */
  public Map<TopicPartition, Long> endsBetweenSteps(String application)
      throws InterruptedException {
    List<String> own =
        topics().stream()
            .filter(topic -> topic.startsWith(application + '-') && !topic.endsWith("-changelog"))
            .toList();
    Map<TopicPartition, Long> ends = ends(own);
    ends.values().removeIf(end -> end == 0);
    return ends;
  }

  private Set<String> topics() throws InterruptedException {
    try {
      return admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    } catch (ExecutionException e) {
      throw Topics.failure(
          e.getCause() == null ? e : e.getCause(), "the topics could not be listed");
    }
  }

  /**
   * Whether a group has committed offsets at least as high. A topic that it has committed nothing
   * of, not even its start, is one that it has not begun with.
   */
  public boolean hasReached(String group, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    Map<TopicPartition, Long> committed = committed(group);
    return topics(committed.keySet()).containsAll(topics(ends.keySet()))
        && ends.entrySet().stream()
            .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private static Set<String> topics(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  /** All offsets that a group has committed, added up: a number that grows while it works. */
  public long sum(String group) throws InterruptedException {
    return committed(group).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Where the logs of topics end, added up: a number that grows while they are written. */
  public long logEnds(Collection<String> topics) {
    List<TopicPartition> partitions = partitions(topics);
    consumer.assign(partitions);
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  private List<TopicPartition> partitions(Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** The offsets that a group has committed; empty when there is no such group. */
  public Map<TopicPartition, Long> committed(String group) throws InterruptedException {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getValue() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    } catch (ExecutionException e) {
      throw Topics.failure(
          e.getCause() == null ? e : e.getCause(),
          "the offsets of group " + group + " could not be read");
    }
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed.offset();
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
