/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

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
final class StartOffsets {
  private final Admin admin;
  private final String group;

  private StartOffsets(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /**
   * Checks the group's offsets on these topics and adds those that are missing.
   *
   * @throws TandemException when a topic no longer holds what the group needs next
   */
  static void ensure(KafkaConnection kafka, String group, List<String> topics) {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      new StartOffsets(admin, group).ensure(topics);
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

  private void ensure(List<String> topics) throws ExecutionException, InterruptedException {
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
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = committed.get(partition);
      long needed = known == null ? 0 : known.offset();
      ListOffsetsResultInfo start = starts.get(partition);
      check(partition, needed, start == null ? 0 : start.offset());
      if (known == null) {
        missing.put(partition, new OffsetAndMetadata(0));
      }
    }
    if (!missing.isEmpty()) {
      admin.alterConsumerGroupOffsets(group, missing).all().get();
    }
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
