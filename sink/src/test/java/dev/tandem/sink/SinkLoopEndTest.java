/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.error.TandemException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** How a loop ends: when it is told to, and when a person must decide. */
class SinkLoopEndTest extends SinkLoopSetUp {
  @Test
  void shouldFinishAndCommitTheWriteUnderWayWhenStopped() {
    // Given
    holdAWriteUp(PARTITION_A);

    // When
    loop.stop();
    gate.open();

    // Then
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    assertThat(target.position(A)).isEqualTo(5);
    assertThat(consumer.lastCommitted.get()).containsEntry(PARTITION_A, new OffsetAndMetadata(5));
    assertThat(consumer.closed()).isTrue();
    assertThat(gate.isClosed()).isTrue();
    assertThat(deadLetters.closed()).isTrue();
  }

  /** As a signal does it and, a moment later, whoever started the loop. */
  @Test
  void shouldCommitTheLastWriteWhenStoppedTwice() {
    // Given
    holdAWriteUp(PARTITION_A);
    consumer.beforeCommit(loop::stop);

    // When
    loop.stop();
    consumer.awaitLastPoll();
    gate.open();

    // Then
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    assertThat(consumer.lastCommitted.get()).containsEntry(PARTITION_A, new OffsetAndMetadata(5));
  }

  @Test
  void shouldCommitBeforeItGivesLanesAwayWhenStoppedMeanwhile() {
    // Given
    holdAWriteUp(PARTITION_A, PARTITION_B);
    consumer.beforeCommit(loop::stop);

    // When
    consumer.assign(PARTITION_B);
    consumer.awaitLastPoll();
    gate.open();

    // Then
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    assertThat(consumer.lastAwaited.get()).containsEntry(PARTITION_A, new OffsetAndMetadata(5));
  }

  @Test
  void shouldNotWaitForATargetThatIsAwayWhenStopped() {
    // Given
    target.away(true);
    consumer.assign(PARTITION_A);
    await().until(() -> gate.claims.get() > 0);

    // When
    loop.stop();

    // Then
    assertThat(running).succeedsWithin(Duration.ofSeconds(15));
    assertThat(consumer.lastCommitted.get()).isEmpty();
  }

  @Test
  void shouldCloseTheRestAndTellWhyItEndsWhenTheConsumerCannotLeaveInOrder() {
    // Given
    consumer.failWhenClosed(new KafkaException("the broker is away"));

    // When
    consumer.setPollException(new TopicAuthorizationException(A.topic()));

    // Then
    assertEnds(SinkCode.DENIED);
    assertThat(gate.isClosed()).isTrue();
    assertThat(deadLetters.closed()).isTrue();
  }

  /** A consumer wraps what the listener of a rebalance throws. */
  @Test
  void shouldTellWhatARebalanceFound() {
    // Given
    TandemException found = new TandemException(SinkCode.AHEAD, "behind the end");

    // When
    consumer.setPollException(new KafkaException("User rebalance callback throws an error", found));

    // Then
    assertEnds(SinkCode.AHEAD);
  }

  @Test
  void shouldStopWhenRetentionTookWhatItNeedsNext() {
    // Given
    consumer.assign(PARTITION_A);

    // When
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION_A, 3L)));

    // Then
    assertEnds(SinkCode.RETENTION);
  }

  @Test
  void shouldStopWhenKafkaDoesNotPermitIt() {
    // When
    consumer.setPollException(new TopicAuthorizationException(A.topic()));

    // Then
    assertEnds(SinkCode.DENIED);
  }

  @Test
  void shouldStopAtADefectWithoutCommitting() {
    // Given
    gate.failure = new IllegalArgumentException("a defect");
    consumer.assign(PARTITION_A);

    // When
    feed(A, 0, 5);

    // Then
    assertEnds(SinkCode.INTERNAL);
    assertThat(consumer.lastCommitted.get())
        .as("no more than where the lane was claimed")
        .isEqualTo(Map.of(PARTITION_A, new OffsetAndMetadata(0)));
    assertThat(gate.isClosed()).isTrue();
  }
}
