/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The lanes that the group has assigned to this sink. Used by the polling thread alone. */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final Duration HANDOVER = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final Function<String, String> topicIds;
  private final Map<TopicPartition, LaneBuffer> buffers = new TreeMap<>(LANE_ORDER);
  private final Set<TopicPartition> unidentified = new TreeSet<>(LANE_ORDER);
  private Set<String> paused = Set.of();

  private static final java.util.Comparator<TopicPartition> LANE_ORDER =
      java.util.Comparator.comparing(TopicPartition::topic)
          .thenComparing(TopicPartition::partition);

  Lanes(Function<String, String> topicIds) {
    this.topicIds = topicIds;
  }

  static TopicPartition partition(Lane lane) {
    return new TopicPartition(lane.topic(), lane.partition());
  }

  ConsumerRebalanceListener listener(
      Consumer<byte[], byte[]> consumer, java.util.function.Consumer<Duration> settleWithin) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        consumer.pause(assigned);
        assigned.forEach(partition -> consumer.seek(partition, 0)); // until the target is asked
        assigned.forEach(buffers::remove);
        unidentified.addAll(assigned);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        if (!revoked.isEmpty()) {
          settleWithin.accept(HANDOVER);
        }
        onPartitionsLost(revoked);
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> lost) {
        lost.forEach(buffers::remove);
        unidentified.removeAll(lost);
      }
    };
  }

  /**
   * Makes lanes of what was assigned since the last call. A topic's identity is asked for each time
   * that it is assigned, since one made anew under its name is another.
   *
   * @throws RetriableException when Kafka does not tell of all of them; the others are lanes then
   */
  void identify() {
    RetriableException missing = null;
    for (String topic : unidentified.stream().map(TopicPartition::topic).distinct().toList()) {
      try {
        identified(topic, topicIds.apply(topic));
      } catch (UnknownTopicOrPartitionException e) {
        missing = e;
      }
    }
    if (missing != null) {
      throw missing;
    }
  }

  private void identified(String topic, String id) {
    for (TopicPartition partition : List.copyOf(unidentified)) {
      if (partition.topic().equals(topic)) {
        buffers.put(partition, new LaneBuffer(new Lane(topic, id, partition.partition())));
        unidentified.remove(partition);
      }
    }
  }

  void clear() {
    buffers.clear();
    unidentified.clear();
  }

  @Nullable LaneBuffer buffer(TopicPartition partition) {
    return buffers.get(partition);
  }

  List<LaneBuffer> unclaimed() {
    return buffers.values().stream().filter(LaneBuffer::isUnclaimed).toList();
  }

  List<LaneBuffer> flowing() {
    long now = System.nanoTime();
    return buffers.values().stream().filter(buffer -> flows(buffer, now)).toList();
  }

  boolean flows(TopicPartition partition) {
    LaneBuffer buffer = buffers.get(partition);
    return buffer != null && flows(buffer, System.nanoTime());
  }

  private boolean flows(LaneBuffer buffer, long now) {
    return buffer.flows(now) && !paused.contains(buffer.lane().topic());
  }

  /**
   * Has the lanes of these topics, and of no others, stand where they are. What was polled of them
   * is forgotten, and polled again when they go on; only what is being written is waited for.
   *
   * @return whether none of them is being written
   */
  boolean pause(Set<String> topics, Set<Lane> writing, Consumer<byte[], byte[]> consumer) {
    paused = Set.copyOf(topics);
    boolean all = true;
    for (LaneBuffer buffer : buffers.values()) {
      Lane lane = buffer.lane();
      if (paused.contains(lane.topic()) && writing.contains(lane)) {
        all = false;
      } else if (paused.contains(lane.topic()) && buffer.drop()) {
        consumer.seek(partition(lane), buffer.next());
      }
    }
    return all;
  }

  /** Lanes of a topic that wait try again at once. */
  void wake(String topic) {
    long now = System.nanoTime();
    buffers.values().stream()
        .filter(buffer -> buffer.lane().topic().equals(topic))
        .forEach(buffer -> buffer.wake(now));
  }

  /** What all lanes hold. */
  BatchSize held() {
    return buffers.values().stream().map(LaneBuffer::held).reduce(BatchSize.NONE, BatchSize::plus);
  }

  Map<TopicPartition, OffsetAndMetadata> positions() {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    buffers.forEach(
        (partition, buffer) -> {
          if (!buffer.isUnclaimed()) {
            positions.put(partition, new OffsetAndMetadata(buffer.next()));
          }
        });
    return positions;
  }

  /**
   * Sets each claimed lane to where its target goes on, or where the group left off, or the topic's
   * start.
   *
   * @throws RetriableException when Kafka does not answer; all of them are as they were then
   */
  void claimed(List<Lane> lanes, Map<Lane, Long> kept, Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        lanes.stream().map(Lanes::partition).filter(buffers::containsKey).toList();
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, ANSWER);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(Set.copyOf(partitions), ANSWER);
    for (Lane lane : lanes) {
      TopicPartition partition = partition(lane);
      LaneBuffer buffer = buffers.get(partition);
      if (buffer != null && buffer.lane().equals(lane)) {
        Long position = kept.getOrDefault(lane, offset(committed.get(partition)));
        long from = position == null ? 0 : position;
        check(lane, from, starts.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L));
        buffer.claimed(from, System.nanoTime());
        consumer.seek(partition, from);
        LOG.debug("{} goes on at {}", lane, from);
      }
    }
  }

  private static @Nullable Long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? null : committed.offset();
  }

  private static void check(Lane lane, long from, long start, long end) {
    if (from < start) {
      throw new TandemException(
          SinkCode.RETENTION,
          lane
              + " begins at offset "
              + start
              + ", but the target needs it from "
              + from
              + ". "
              + SinkCode.RETENTION.remedy());
    }
    if (from > end) {
      throw new TandemException(
          SinkCode.AHEAD,
          lane
              + " ends at offset "
              + end
              + ", but the target has already applied up to "
              + from
              + ". "
              + SinkCode.AHEAD.remedy());
    }
  }

  void written(Batch batch, WriteResult result, Consumer<byte[], byte[]> consumer) {
    batch
        .progress()
        .forEach(
            (lane, span) -> {
              LaneBuffer buffer = buffers.get(partition(lane));
              if (buffer == null || !buffer.lane().equals(lane)) {
                return; // given away meanwhile
              }
              WriteResult.Blockage blockage = result.blocked().get(lane);
              if (blockage == null) {
                buffer.written(span.to());
              } else {
                LOG.atLevel(buffer.waitsAt(blockage.offset()) ? Level.DEBUG : Level.INFO)
                    .log(
                        "{} waits at offset {}: {} {}",
                        lane,
                        blockage.offset(),
                        blockage.code(),
                        blockage.reason());
                buffer.blocked(blockage.offset(), System.nanoTime());
                consumer.seek(partition(lane), blockage.offset());
              }
            });
  }
}
