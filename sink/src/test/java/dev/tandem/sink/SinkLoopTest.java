/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.wire.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SinkLoopTest extends SinkLoopSetUp {
  @Test
  void shouldWriteInOrderAndCommitWhatIsWritten() {
    // Given
    consumer.assign(PARTITION_A);

    // When
    feed(A, 0, 35);

    // Then
    await().until(() -> target.applied().size() == 35);
    assertThat(target.disorder()).isEmpty();
    await().until(() -> committed(PARTITION_A) == 35);
  }

  /** The lane that is still ours must not go on behind the batch that failed with the other. */
  @Test
  void shouldLoseNothingOfALaneWhenItsBatchFailsBecauseOfAnother() throws InterruptedException {
    // Given: a batch of both lanes under way, and more of B behind it
    gate.closeGate();
    consumer.assign(PARTITION_A, PARTITION_B);
    feedTogether(5);
    gate.awaitWrite();
    feed(B, 5, 12);
    await().until(() -> consumer.position(PARTITION_B) == 12);

    // When
    target.writer().claim(List.of(A));
    consumer.assignAtNextJoin(PARTITION_B);
    gate.open();

    // Then
    consumer.awaitJoins(2);
    feed(B, 0, 12);
    await().until(() -> target.position(B) == 12);
    assertThat(target.applied()).extracting(delivery -> delivery.offset()).hasSize(12);
    assertThat(target.position(A)).isZero();
  }

  @Test
  void shouldOutliveACommitThatARebalanceRefuses() {
    // Given
    holdAWriteUp(PARTITION_A, PARTITION_B);
    consumer.refuseCommits(new RebalanceInProgressException("joining"));

    // When
    consumer.assign(PARTITION_B);
    consumer.awaitLastPoll();
    gate.open();

    // Then
    await().until(() -> consumer.assignment().equals(java.util.Set.of(PARTITION_B)));
    feed(B, 0, 3);
    await().until(() -> target.position(B) == 3);
    assertThat(running).isNotDone();
  }

  /** Whoever asks Kafka for the lag would wait for ever. */
  @Test
  void shouldCommitAgainWhatKafkaRefusedThoughNothingFollows() {
    // Given
    consumer.assign(PARTITION_A);
    consumer.refuseCommits(new RetriableCommitFailedException("the coordinator is away"));
    feed(A, 0, 5);
    await().until(() -> target.position(A) == 5 && consumer.refused.get() > 1);

    // When
    consumer.refuseCommits(null);

    // Then
    await().until(() -> committed(PARTITION_A) == 5);
  }

  @Test
  void shouldGoOnPollingWhileTheTargetIsAway() {
    // Given
    consumer.assign(PARTITION_A);
    feed(A, 0, 1);
    await().until(() -> target.position(A) == 1);

    // When
    target.away(true);
    feed(A, 1, 100);
    await().until(() -> consumer.paused().contains(PARTITION_A));
    long polls = consumer.polls.get();
    await().until(() -> consumer.polls.get() > polls + 10);
    target.away(false);

    // Then
    await().until(() -> target.position(A) == 100);
    assertThat(target.disorder()).isEmpty();
  }

  @Test
  void shouldParkWhatItCannotDecodeBeforeThePositionPassesIt() {
    // Given
    consumer.assign(PARTITION_A);
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(ThingRecords.of(A, 0, 1, "a"));
          consumer.addRecord(ThingRecords.of(A, 1, "??".getBytes(StandardCharsets.UTF_8)));
          consumer.addRecord(ThingRecords.of(A, 2, 1, "b"));
        });

    // When
    await().until(() -> !deadLetters.history().isEmpty());
    long before = target.position(A);
    deadLetters.completeNext();

    // Then
    assertThat(before).as("while Kafka does not have the letter").isZero();
    await().until(() -> target.position(A) == 3);
    assertThat(target.rows()).containsExactly(Map.entry(1L, "b"));
    assertThat(deadLetters.history())
        .extracting(letter -> DeadLetter.ofJson(letter.value()).origin().offset())
        .containsExactly(1L);
  }

  @Test
  void shouldClaimAgainWhatKafkaDidNotAnswerFor() {
    // Given
    consumer.setOffsetsException(new TimeoutException("the broker is away"));

    // When
    consumer.assign(PARTITION_A);
    feed(A, 0, 5);

    // Then
    await().until(() -> target.position(A) == 5);
    assertThat(gate.claims.get()).isEqualTo(2);
    assertThat(running).isNotDone();
  }

  @Test
  void shouldAskAgainForTheIdentityThatKafkaDidNotTell() {
    // Given
    noIdentity.set(new TimeoutException("the broker is away"));

    // When
    consumer.assign(PARTITION_A);
    feed(A, 0, 5);

    // Then
    await().until(() -> target.position(A) == 5);
    assertThat(noIdentity).hasNullValue();
    assertThat(running).isNotDone();
  }
}
