/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Lane A = Things.lane(0);
  private static final Lane B = Things.lane(1);
  private static final TopicPartition PARTITION_A = Lanes.partition(A);
  private static final TopicPartition PARTITION_B = Lanes.partition(B);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Lanes lanes = new Lanes(topic -> "topic-id");
  private final List<Duration> settled = new ArrayList<>();
  private final ConsumerRebalanceListener listener = lanes.listener(consumer, settled::add);

  @BeforeEach
  void assign() {
    consumer.subscribe(List.of(A.topic()), listener);
    consumer.updateBeginningOffsets(Map.of(PARTITION_A, 10L, PARTITION_B, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION_A, 100L, PARTITION_B, 100L));
    consumer.rebalance(List.of(PARTITION_A, PARTITION_B));
    lanes.identify();
  }

  @Test
  void shouldPauseWhatIsAssignedUntilItIsClaimed() {
    // Then
    assertThat(consumer.paused()).containsExactlyInAnyOrder(PARTITION_A, PARTITION_B);
    assertThat(lanes.unclaimed()).extracting(LaneBuffer::lane).containsExactly(A, B);
    assertThat(lanes.flowing()).isEmpty();
    assertThat(lanes.positions()).isEmpty();
  }

  @Test
  void shouldGoOnWhereTheTargetStandsWhateverTheGroupHasCommitted() {
    // Given
    consumer.commitSync(Map.of(PARTITION_A, new OffsetAndMetadata(90)));

    // When
    lanes.claimed(List.of(A), Map.of(A, 20L), consumer);

    // Then
    assertThat(consumer.position(PARTITION_A)).isEqualTo(20);
    assertThat(lanes.positions()).containsOnly(entry(PARTITION_A, new OffsetAndMetadata(20)));
  }

  @Test
  void shouldGoOnWhereTheGroupLeftOffWhenTheTargetKeepsNoPosition() {
    // Given
    consumer.commitSync(Map.of(PARTITION_B, new OffsetAndMetadata(33)));

    // When
    lanes.claimed(List.of(B), Map.of(), consumer);

    // Then
    assertThat(consumer.position(PARTITION_B)).isEqualTo(33);
  }

  @Test
  void shouldBeginAtTheStartWhenNobodyHasBeenThere() {
    // When
    lanes.claimed(List.of(B), Map.of(), consumer);

    // Then
    assertThat(consumer.position(PARTITION_B)).isZero();
  }

  @Test
  void shouldStopRatherThanSkipWhatRetentionTook() {
    // When / Then
    assertThatThrownBy(() -> lanes.claimed(List.of(A), Map.of(A, 9L), consumer))
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(SinkCode.RETENTION))
        .hasMessageContainingAll("10", "9", A.toString());
    assertThatThrownBy(() -> lanes.claimed(List.of(A), Map.of(), consumer))
        .as("a new group, on a topic that has lost its start")
        .isInstanceOf(TandemException.class);
  }

  @Test
  void shouldStopWhenTheTargetIsAheadOfTheTopic() {
    // Given
    lanes.claimed(List.of(A), Map.of(A, 100L), consumer);

    // When / Then
    assertThatThrownBy(() -> lanes.claimed(List.of(B), Map.of(B, 101L), consumer))
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(SinkCode.AHEAD));
  }

  @Test
  void shouldSettleBeforeLanesAreGivenAway() {
    // Given
    lanes.claimed(List.of(A, B), Map.of(A, 10L), consumer);

    // When
    consumer.rebalance(List.of(PARTITION_B));

    // Then
    assertThat(settled).isNotEmpty();
    assertThat(lanes.buffer(PARTITION_A)).isNull();
  }

  @Test
  void shouldNotSettleWhatIsAlreadyLost() {
    // When
    listener.onPartitionsLost(List.of(PARTITION_A));
    listener.onPartitionsRevoked(List.of());

    // Then
    assertThat(settled).isEmpty();
    assertThat(lanes.buffer(PARTITION_A)).isNull();
  }

  @Test
  void shouldIgnoreAClaimOfALaneThatWasGivenAwayMeanwhile() {
    // Given
    listener.onPartitionsLost(List.of(PARTITION_A));

    // When
    lanes.claimed(List.of(A, B), Map.of(A, 20L, B, 5L), consumer);

    // Then
    assertThat(lanes.positions()).containsOnly(entry(PARTITION_B, new OffsetAndMetadata(5)));
  }

  @Test
  void shouldMoveOnByWhatWasWrittenAndBackToWhatWaits() {
    // Given
    lanes.claimed(List.of(A, B), Map.of(A, 20L, B, 5L), consumer);
    consumer.seek(PARTITION_A, 60);
    consumer.seek(PARTITION_B, 60);

    // When
    lanes.written(
        batch(Map.of(A, new Batch.Span(20, 40), B, new Batch.Span(5, 25))),
        WriteResult.NOTHING.withBlocked(
            Map.of(B, new WriteResult.Blockage(12, "E_UNIQUE", "wait"))),
        consumer);

    // Then
    assertThat(lanes.positions())
        .containsOnly(
            entry(PARTITION_A, new OffsetAndMetadata(40)),
            entry(PARTITION_B, new OffsetAndMetadata(12)));
    assertThat(consumer.position(PARTITION_A)).as("polling goes on").isEqualTo(60);
    assertThat(consumer.position(PARTITION_B)).as("is polled again").isEqualTo(12);
    assertThat(lanes.flows(PARTITION_A)).isTrue();
    assertThat(lanes.flows(PARTITION_B)).isFalse();
  }

  @Test
  void shouldIgnoreWhatWasWrittenOfALaneThatWasGivenAwayMeanwhile() {
    // Given
    lanes.claimed(List.of(A, B), Map.of(A, 20L, B, 5L), consumer);
    listener.onPartitionsLost(List.of(PARTITION_A));

    // When
    lanes.written(
        batch(Map.of(A, new Batch.Span(20, 40), B, new Batch.Span(5, 25))),
        WriteResult.NOTHING,
        consumer);

    // Then
    assertThat(lanes.positions()).containsOnly(entry(PARTITION_B, new OffsetAndMetadata(25)));
  }

  @Test
  void shouldTellATopicFromAnotherOfTheSameName() {
    // Given
    Map<String, String> ids = new HashMap<>(Map.of(A.topic(), "first"));
    Lanes renewed = new Lanes(ids::get);
    ConsumerRebalanceListener assigned = renewed.listener(consumer, limit -> {});
    assigned.onPartitionsAssigned(List.of(PARTITION_A));
    renewed.identify();
    Lane first = renewed.unclaimed().get(0).lane();
    ids.put(A.topic(), "second");
    assigned.onPartitionsAssigned(List.of(PARTITION_A));
    renewed.identify();

    // When: the answer to the first claim comes late
    renewed.claimed(List.of(first), Map.of(first, 20L), consumer);

    // Then
    assertThat(renewed.unclaimed())
        .singleElement()
        .extracting(buffer -> buffer.lane().topicId())
        .isEqualTo("second");
  }

  @Test
  void shouldAskForTheIdentityOfATopicOnceAndNeverWithinTheRebalance() {
    // Given
    List<String> asked = new ArrayList<>();
    Lanes counted =
        new Lanes(
            topic -> {
              asked.add(topic);
              return "topic-id";
            });

    // When
    counted.listener(consumer, limit -> {}).onPartitionsAssigned(List.of(PARTITION_A, PARTITION_B));
    int within = asked.size();
    counted.identify();
    counted.identify();

    // Then
    assertThat(within).isZero();
    assertThat(asked).containsExactly(A.topic());
    assertThat(counted.unclaimed()).extracting(LaneBuffer::lane).containsExactly(A, B);
  }

  @Test
  void shouldAskAgainForATopicThatIsGoneWithoutHoldingUpTheOthers() {
    // Given
    TopicPartition other = new TopicPartition("p.shop.other", 0);
    Map<String, String> ids = new HashMap<>(Map.of("p.shop.thing", "topic-id"));
    Lanes partly =
        new Lanes(
            topic ->
                Optional.ofNullable(ids.get(topic))
                    .orElseThrow(() -> new UnknownTopicOrPartitionException(topic)));
    MockConsumer<byte[], byte[]> both = new MockConsumer<>("none");
    both.subscribe(List.of(A.topic(), other.topic()), partly.listener(both, limit -> {}));
    both.updateBeginningOffsets(Map.of(PARTITION_A, 0L, other, 0L));
    both.rebalance(List.of(PARTITION_A, other));

    // When / Then
    assertThatThrownBy(partly::identify).isInstanceOf(RetriableException.class);
    assertThat(partly.unclaimed()).extracting(LaneBuffer::lane).containsExactly(A);
    ids.put(other.topic(), "other-id");
    partly.identify();
    assertThat(partly.unclaimed()).hasSize(2);
  }

  @Test
  void shouldForgetWhatWasLostBeforeItWasIdentified() {
    // Given
    Lanes late = new Lanes(topic -> "topic-id");
    ConsumerRebalanceListener told = late.listener(consumer, settled::add);
    told.onPartitionsAssigned(List.of(PARTITION_A, PARTITION_B));

    // When
    told.onPartitionsLost(List.of(PARTITION_A));
    late.identify();

    // Then
    assertThat(late.unclaimed()).extracting(LaneBuffer::lane).containsExactly(B);
  }

  private static Batch batch(Map<Lane, Batch.Span> progress) {
    return new Batch(List.of(), new TreeMap<>(progress));
  }
}
