/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which capture of a pipeline is at work: the member of a consumer group that has the one
 * partition of the offsets topic. The others stand by and take over when it leaves or falls silent;
 * what a frozen holder does afterwards, the transaction's fence stops.
 */
final class CaptureLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureLease.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final List<String> topic;
  private final CountDownLatch held = new CountDownLatch(1);
  private final Runnable onLost;
  private final Thread thread;
  private volatile boolean lost;
  private volatile boolean closing;
  private volatile @Nullable KafkaException failure;

  /**
   * Joins the group; {@code onLost} is called from a thread of its own when a lease that was held
   * is gone.
   */
  CaptureLease(KafkaConnection kafka, PipelineTopics topics, Runnable onLost) {
    this.onLost = onLost;
    this.topic = List.of(topics.offsets());
    this.consumer =
        new KafkaConsumer<>(
            kafka.reading(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    topics.captureGroup(),
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "latest",
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = new Thread(this::keep, "capture-lease");
    thread.setDaemon(true);
    thread.start();
  }

  private void keep() {
    try {
      consumer.subscribe(topic, new Listener());
      while (!closing) {
        consumer.pause(consumer.assignment());
        consumer.poll(POLL);
      }
    } catch (WakeupException e) {
      LOG.debug("the lease is given up");
    } catch (KafkaException e) {
      LOG.debug("the lease cannot be kept", e);
      failure = e;
      lose();
    } finally {
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  private void lose() {
    if (!closing) {
      lost = true;
      onLost.run();
    }
    held.countDown();
  }

  /** Waits until this capture is the one at work, or the lease is closed. */
  void await() throws InterruptedException {
    if (!held.await(5, java.util.concurrent.TimeUnit.SECONDS)) {
      LOG.info("another capture of this pipeline is at work: standing by");
      held.await();
    }
  }

  /** Whether a lease that was held is gone. */
  boolean isLost() {
    return lost;
  }

  /** Why it is gone when no other capture has it; null otherwise. */
  @Nullable KafkaException failure() {
    return failure;
  }

  @Override
  public void close() {
    closing = true;
    held.countDown();
    consumer.wakeup();
    try {
      thread.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Listener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      if (!assigned.isEmpty()) {
        LOG.info("this capture is the one at work");
        held.countDown();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      onPartitionsLost(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
      if (!gone.isEmpty()) {
        lose();
      }
    }
  }
}
