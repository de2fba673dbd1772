/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SinkLoopTest {
  private static final Lane A = Things.lane(0);
  private static final Lane B = Things.lane(1);
  private static final TopicPartition PARTITION_A = Lanes.partition(A);
  private static final TopicPartition PARTITION_B = Lanes.partition(B);
  private static final int BATCH = 10;

  private final FakeTarget target = new FakeTarget();
  private final Gate gate = new Gate(target.writer());
  private final Members consumer = new Members();
  private final MockProducer<byte[], byte[]> deadLetters =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final ManualClock clock = new ManualClock();
  private final AtomicReference<@Nullable KafkaException> noIdentity = new AtomicReference<>();
  private final SinkLoop loop = loop();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  private SinkLoop loop() {
    DeadLetterOffice office =
        new DeadLetterOffice(deadLetters, ThingRecords.TOPICS, "sink-test", clock);
    return new SinkLoop(
        new SinkConfig(
            "sink-test",
            "group",
            List.of(A.topic()),
            new BatchSize(BATCH, 1 << 20),
            Duration.ofSeconds(30),
            new FloodLimit(1_000, Duration.ofMinutes(10))),
        consumer,
        new Lanes(this::topicId),
        new LaneDecoder(ThingRecords.schemas(), "sink-test", clock),
        new RetryingWriter(gate, new SinkEvents("sink-test", clock, new ProcessMeter())),
        office);
  }

  private String topicId(String topic) {
    KafkaException failure = noIdentity.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
    return "topic-id";
  }

  @BeforeEach
  void start() {
    consumer.updateBeginningOffsets(Map.of(PARTITION_A, 0L, PARTITION_B, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION_A, 1_000L, PARTITION_B, 1_000L));
    running = CompletableFuture.runAsync(loop);
  }

  @AfterEach
  void stop() throws InterruptedException, java.util.concurrent.TimeoutException {
    gate.open();
    loop.stop();
    try {
      running.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // what a test expects of the loop's end, it has checked
    }
  }

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

  private void assertEnds(ErrorCode code) {
    assertThat(running)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(TandemException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Leaves a write of A under way, which ends when the gate opens. */
  private void holdAWriteUp(TopicPartition... assigned) {
    gate.closeGate();
    consumer.assign(assigned);
    feed(A, 0, 5);
    gate.awaitWrite();
  }

  private void feed(Lane lane, long from, long to) {
    consumer.schedulePollTask(
        () -> {
          for (long offset = from; offset < to; offset++) {
            consumer.addRecord(ThingRecords.of(lane, offset, lane.partition(), "v" + offset));
          }
        });
  }

  private void feedTogether(long to) {
    consumer.schedulePollTask(
        () -> {
          for (long offset = 0; offset < to; offset++) {
            consumer.addRecord(ThingRecords.of(A, offset, 0, "v" + offset));
            consumer.addRecord(ThingRecords.of(B, offset, 1, "v" + offset));
          }
        });
  }

  private long committed(TopicPartition partition) {
    OffsetAndMetadata offset = Objects.requireNonNull(consumer.lastCommitted.get()).get(partition);
    return offset == null ? 0 : offset.offset();
  }
}
