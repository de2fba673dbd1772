/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import dev.tandem.model.error.TandemException;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Gives a new group its first offsets, so that the transform can run without a reset policy: a
 * policy would also move it, in silence, past records that retention took.
 */
public final class StartOffsets {
  private final Admin admin;
  private final String group;
  private final boolean fromWhatIsLeft;

  private StartOffsets(Admin admin, String group, boolean fromWhatIsLeft) {
    this.admin = admin;
    this.group = group;
    this.fromWhatIsLeft = fromWhatIsLeft;
  }

  /**
   * Checks the group's offsets on these topics and adds those that are missing.
   *
   * @throws TandemException when a topic no longer holds what the group needs next
   */
  public static void ensure(KafkaConnection kafka, String group, List<String> topics) {
    ensure(kafka, group, topics, false);
  }

  /**
   * The same for a group that can begin with what is left of a topic it has never read.
   *
   * @return the partitions that it begins with later than their first record
   * @throws TandemException when a topic no longer holds what the group has yet to read
   */
  public static List<TopicPartition> ensureFromWhatIsLeft(
      KafkaConnection kafka, String group, List<String> topics) {
    return ensure(kafka, group, topics, true);
  }

  private static List<TopicPartition> ensure(
      KafkaConnection kafka, String group, List<String> topics, boolean fromWhatIsLeft) {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      return new StartOffsets(admin, group, fromWhatIsLeft).ensure(topics);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof UnknownMemberIdException || cause instanceof GroupNotEmptyException) {
        throw new TandemException(
            TransformCode.GROUP_ACTIVE,
            TransformCode.GROUP_ACTIVE.meaning() + " " + TransformCode.GROUP_ACTIVE.remedy(),
            cause);
      }
      throw Topics.failure(cause, "the offsets of group " + group + " could not be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  private List<TopicPartition> ensure(List<String> topics)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = partitions(topics);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, ListOffsetsResultInfo> starts =
        admin
            .listOffsets(
                partitions.stream()
                    .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.earliest())))
            .all()
            .get();
    Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
    List<TopicPartition> late = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = committed.get(partition);
      ListOffsetsResultInfo info = starts.get(partition);
      long start = info == null ? 0 : info.offset();
      long needed = known != null ? known.offset() : fromWhatIsLeft ? start : 0;
      check(partition, needed, start);
      if (known == null) {
        missing.put(partition, new OffsetAndMetadata(needed));
        if (needed > 0) {
          late.add(partition);
        }
      }
    }
    if (!missing.isEmpty()) {
      admin.alterConsumerGroupOffsets(group, missing).all().get();
    }
    return late;
  }

  private List<TopicPartition> partitions(List<String> topics)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
    return partitions;
  }

  private static void check(TopicPartition partition, long needed, long start) {
    if (needed < start) {
      throw new TandemException(
          TransformCode.RETENTION,
          partition
              + " begins at offset "
              + start
              + ", but the transform needs it from "
              + needed
              + ". "
              + TransformCode.RETENTION.remedy());
    }
  }
}
