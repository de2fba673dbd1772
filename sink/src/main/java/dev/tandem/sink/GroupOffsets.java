/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.target.Lane;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka how far the lanes are, for whoever asks it for the lag: a target that keeps positions
 * is asked for them, never Kafka. What Kafka did not take is told again, since no batch may follow.
 * Used by the polling thread alone.
 */
final class GroupOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
  private static final Duration REMINDER = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final String sink;
  private final Consumer<byte[], byte[]> consumer;
  private final Lanes lanes;
  private final Clock clock;
  private final Reminder reminder = new Reminder(REMINDER);
  private final Set<TopicPartition> refused = new HashSet<>();
  private long refusedAtNanos;

  GroupOffsets(String sink, Consumer<byte[], byte[]> consumer, Lanes lanes, Clock clock) {
    this.sink = sink;
    this.consumer = consumer;
    this.lanes = lanes;
    this.clock = clock;
  }

  void commit(Collection<Lane> settled) {
    FailPoint.hit("sink.before-kafka-commit");
    send(settled.stream().map(Lanes::partition).collect(Collectors.toSet()));
  }

  /** To be called again and again; does something a moment after Kafka refused something. */
  void commitRefused() {
    if (!refused.isEmpty() && System.nanoTime() - refusedAtNanos >= PAUSE_NANOS) {
      Set<TopicPartition> again = Set.copyOf(refused);
      refused.clear();
      send(again);
    }
  }

  private void send(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = lanes.positions();
    offsets.keySet().retainAll(partitions);
    consumer.commitAsync(offsets, (sent, failure) -> answered(sent.keySet(), failure));
  }

  private void answered(Set<TopicPartition> partitions, @Nullable Exception failure) {
    if (failure == null) {
      reminder.reset();
      return;
    }
    refused.addAll(partitions);
    refusedAtNanos = System.nanoTime();
    if (reminder.isDue(clock.instant())) {
      LOG.warn(
          "{} could not tell Kafka how far it is, and tries again: {}", sink, failure.getMessage());
    }
    LOG.debug("Kafka did not take the offsets of {}", partitions, failure);
  }

  /**
   * Waits for the answer, but no longer than the limit: the lanes' next owner commits them, too.
   */
  void commitWithin(Duration limit) {
    try {
      commitThoughWoken(limit);
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
      LOG.debug("offsets are committed by whoever takes the lanes over", e);
    }
  }

  /** A call to end may wake the commit instead of the poll; it comes only once. */
  private void commitThoughWoken(Duration limit) {
    try {
      consumer.commitSync(lanes.positions(), limit);
    } catch (WakeupException e) {
      consumer.commitSync(lanes.positions(), limit);
    }
  }
}
