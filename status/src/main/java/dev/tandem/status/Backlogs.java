/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka how far groups have come on topics, and how long it keeps these. */
final class Backlogs implements AutoCloseable {
  private static final int TIMEOUT_MS = 5_000;
  private static final String RETENTION = "retention.ms";

  private final Admin admin;
  private final FirstUnread unread;

  Backlogs(KafkaConnection kafka) {
    admin =
        Admin.create(
            kafka.with(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS)));
    unread = new FirstUnread(kafka);
  }

  /**
   * What a group has not done, by topic; a topic that is not there is left out.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not tell
   */
  Map<String, Backlog> of(String group, Collection<String> topics) {
    Map<TopicPartition, Long> starts = offsets(topics, OffsetSpec::earliest);
    Map<TopicPartition, Long> ends = offsets(topics, OffsetSpec::latest);
    Map<TopicPartition, Long> committed = committed(group);
    Map<TopicPartition, Long> behind = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          long start = starts.getOrDefault(partition, 0L);
          long position = Math.max(start, committed.getOrDefault(partition, 0L));
          if (position < end) {
            behind.put(partition, position);
          }
        });
    Map<TopicPartition, Optional<Backlog.Oldest>> oldest = unread.of(behind, ends);
    Map<String, Backlog> backlogs = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            backlogs.merge(
                partition.topic(),
                backlog(partition, end, behind, oldest, committed.getOrDefault(partition, 0L)),
                Backlog::plus));
    return backlogs;
  }

  private static Backlog backlog(
      TopicPartition partition,
      long end,
      Map<TopicPartition, Long> behind,
      Map<TopicPartition, Optional<Backlog.Oldest>> oldest,
      long committed) {
    Long position = behind.get(partition);
    Optional<Backlog.Oldest> first = oldest.get(partition);
    if (position == null || (first != null && first.isEmpty())) {
      return new Backlog(0, committed, null);
    }
    return new Backlog(end - position, committed, first == null ? null : first.get());
  }

  private Map<TopicPartition, Long> offsets(Collection<String> topics, Supplier<OffsetSpec> spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions(topics)
        .forEach(
            (topic, count) -> {
              for (int i = 0; i < count; i++) {
                asked.put(new TopicPartition(topic, i), spec.get());
              }
            });
    return await(
            admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all(),
            "where topics begin and end could not be read")
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Map<String, Integer> partitions(Collection<String> topics) {
    Map<String, Integer> partitions = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (name, described) -> {
              try {
                partitions.put(name, described.get().partitions().size());
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw failed(e, "topic " + name + " could not be read");
                }
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
    return partitions;
  }

  private Map<TopicPartition, Long> committed(String group) {
    return await(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "the offsets of group " + group + " could not be read")
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /**
   * How long topics keep their records, in milliseconds by topic; those are left out that keep them
   * for ever, and all of them when the principal may not ask.
   */
  Map<String, Long> retentions(Collection<String> topics) {
    Map<String, Long> retentions = new HashMap<>();
    admin
        .describeConfigs(
            topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList())
        .values()
        .forEach(
            (topic, config) -> {
              try {
                long millis = Long.parseLong(config.get().get(RETENTION).value());
                if (millis >= 0) {
                  retentions.put(topic.name(), millis);
                }
              } catch (ExecutionException e) {
                retentions.remove(topic.name()); // it is not there, or not for us to see
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
    return retentions;
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(e, what);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RuntimeException failed(ExecutionException e, String what) {
    return Topics.failure(e.getCause() == null ? e : e.getCause(), what);
  }

  private static InterruptException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new InterruptException(e);
  }

  @Override
  public void close() {
    unread.close();
    admin.close();
  }
}
