/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** A consumer in memory whose group the test plays. */
final class Members extends MockConsumer<byte[], byte[]> {
  final AtomicReference<Map<TopicPartition, OffsetAndMetadata>> lastCommitted =
      new AtomicReference<>(Map.of());

  /** Of the commits that waited for an answer. */
  final AtomicReference<Map<TopicPartition, OffsetAndMetadata>> lastAwaited =
      new AtomicReference<>(Map.of());

  final AtomicLong polls = new AtomicLong();

  /** Commits that did not wait for their refusal. */
  final AtomicInteger refused = new AtomicInteger();

  private volatile @Nullable KafkaException refusal;
  private volatile @Nullable KafkaException closeFailure;
  private volatile Runnable beforeCommit = () -> {};
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile List<TopicPartition> next = List.of();
  private final AtomicInteger joins = new AtomicInteger();

  Members() {
    super("none");
  }

  void assign(TopicPartition... partitions) {
    schedulePollTask(() -> rebalance(List.of(partitions)));
  }

  void assignAtNextJoin(TopicPartition... partitions) {
    next = List.of(partitions);
  }

  void awaitJoins(int count) {
    await().until(() -> joins.get() >= count);
  }

  void refuseCommits(@Nullable KafkaException failure) {
    refusal = failure;
  }

  void failWhenClosed(KafkaException failure) {
    closeFailure = failure;
  }

  void beforeCommit(Runnable task) {
    beforeCommit = task;
  }

  /** Like the real one, and unlike its parent: whatever call comes next is woken. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // while another thread polls
  public void wakeup() {
    woken.set(true);
  }

  /** Waits until whoever polled is busy with something else: a rebalance, or its end. */
  void awaitLastPoll() {
    await()
        .until(
            () -> {
              long before = polls.get();
              LockSupport.parkNanos(100_000_000);
              return polls.get() == before;
            });
  }

  private void wake() {
    if (woken.getAndSet(false)) {
      throw new WakeupException();
    }
  }

  @Override
  public synchronized void subscribe(
      Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, listener);
    if (!next.isEmpty()) {
      assign(next.toArray(TopicPartition[]::new));
    }
    joins.incrementAndGet();
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // others must get in while it waits
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    polls.incrementAndGet();
    LockSupport.parkNanos(500_000); // a poll in memory never waits
    wake();
    return super.poll(timeout);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration limit) {
    beforeCommit.run();
    wake();
    KafkaException failure = refusal;
    if (failure != null) {
      throw failure;
    }
    lastCommitted.set(offsets);
    lastAwaited.set(offsets);
    super.commitSync(offsets, limit);
  }

  @Override
  public synchronized void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    KafkaException failure = refusal;
    if (failure != null) {
      refused.incrementAndGet();
      schedulePollTask(() -> callback.onComplete(offsets, failure));
      return;
    }
    lastCommitted.set(offsets);
    super.commitAsync(offsets, callback);
  }

  @Override
  public void close(CloseOptions options) {
    super.close(options);
    KafkaException failure = closeFailure;
    if (failure != null) {
      throw failure;
    }
  }
}
