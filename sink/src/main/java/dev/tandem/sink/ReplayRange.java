/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds what a replay is to read: all from its beginning up to where the topic ends when it is
 * first started, or what an earlier start of the same replay has left of that. Into a table in use
 * a range has no earlier end, or a row that is missing there would come back as it is no longer.
 *
 * @param counts what earlier starts did
 */
record ReplayRange(List<ReplayLane> lanes, ReplayCounts counts) {

  /** Copies the list. */
  ReplayRange {
    lanes = List.copyOf(lanes);
  }

  /**
   * The range of a replay.
   *
   * @param consumer is assigned the topic's partitions, each where the replay goes on
   * @param follows whether its end is set later: then it is empty at first, and goes on even when
   *     it was finished
   * @throws TandemException when the topic does not hold it
   */
  static ReplayRange of(
      ReplayConfig config, String topicId, Consumer<byte[], byte[]> consumer, boolean follows) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(config.topic()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, ReplayMark> marks =
        config.restart() ? Map.of() : marks(partitions, consumer, follows);
    Map<TopicPartition, Long> starts =
        marks.isEmpty() ? starts(config.from(), partitions, begins, ends, consumer) : Map.of();
    List<ReplayLane> lanes = new ArrayList<>();
    ReplayCounts counts = ReplayCounts.NONE;
    for (TopicPartition partition : partitions) {
      Lane lane = new Lane(partition.topic(), topicId, partition.partition());
      ReplayMark mark = marks.get(partition);
      if (mark == null) {
        long start = at(partition, starts);
        long end = follows ? start : at(partition, ends);
        mark = new ReplayMark(start, end, start, false, counts);
      }
      check(lane, mark, at(partition, begins));
      lanes.add(new ReplayLane(lane, mark.from(), mark.next(), mark.end()));
      counts = mark.counts();
      consumer.seek(partition, mark.next());
    }
    return new ReplayRange(lanes, counts);
  }

  private static long at(TopicPartition partition, Map<TopicPartition, Long> offsets) {
    return offsets.getOrDefault(partition, 0L);
  }

  /** All or none: partitions may have been added, or the replay may be over. */
  private static Map<TopicPartition, ReplayMark> marks(
      Collection<TopicPartition> partitions, Consumer<byte[], byte[]> consumer, boolean follows) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    Map<TopicPartition, ReplayMark> marks = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Optional<ReplayMark> mark = ReplayMark.of(committed.get(partition));
      if (mark.isEmpty() || (mark.get().finished() && !follows)) {
        return Map.of();
      }
      marks.put(partition, mark.get());
    }
    return marks;
  }

  private static Map<TopicPartition, Long> starts(
      ReplayFrom from,
      Collection<TopicPartition> partitions,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends,
      Consumer<byte[], byte[]> consumer) {
    if (from instanceof ReplayFrom.Start) {
      return begins;
    }
    Map<TopicPartition, Long> starts = new HashMap<>();
    if (from instanceof ReplayFrom.Offset offset) {
      partitions.forEach(
          partition -> starts.put(partition, Math.min(offset.offset(), at(partition, ends))));
    } else if (from instanceof ReplayFrom.Time time) {
      return at(time.time(), ends, consumer);
    }
    return starts;
  }

  /**
   * The first offsets from a time on.
   *
   * @param ends where the partitions end, which is meant where nothing is so late
   */
  static Map<TopicPartition, Long> at(
      Instant time, Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    ends.keySet().forEach(partition -> asked.put(partition, time.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
    Map<TopicPartition, Long> offsets = new HashMap<>(ends);
    found.forEach(
        (partition, first) -> {
          if (first != null) {
            offsets.put(partition, first.offset());
          }
        });
    return offsets;
  }

  private static void check(Lane lane, ReplayMark mark, long begin) {
    if (mark.next() < begin && mark.next() < mark.end()) {
      throw new TandemException(
          SinkCode.REPLAY_RANGE,
          lane
              + " begins at offset "
              + begin
              + ", but the replay goes on at "
              + mark.next()
              + ". "
              + SinkCode.REPLAY_RANGE.remedy());
    }
  }
}
