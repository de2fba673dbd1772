/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneBufferTest {
  private static final int SIZE = 100;
  private static final long NOW = TimeUnit.DAYS.toNanos(100);

  private final LaneBuffer buffer = new LaneBuffer(Things.lane(0));
  private final List<Long> taken = new ArrayList<>();

  @Test
  void shouldNotFlowBeforeItIsClaimed() {
    // Given
    assertThat(buffer.isUnclaimed()).isTrue();
    assertThat(buffer.flows(NOW)).isFalse();

    // When
    buffer.claimed(40, NOW);

    // Then
    assertThat(buffer.isUnclaimed()).isFalse();
    assertThat(buffer.flows(NOW)).isTrue();
    assertThat(buffer.next()).isEqualTo(40);
  }

  @Test
  void shouldHaveNoSpanWithoutRecords() {
    // Given
    buffer.claimed(40, NOW);

    // When / Then
    assertThat(drain(10)).isNull();
  }

  @Test
  void shouldCoverTheGapsBeforeAndBetweenItsRecords() {
    // Given
    buffer.claimed(40, NOW);
    add(42, 43, 47);

    // When
    Batch.Span span = drain(10);

    // Then
    assertThat(span).isEqualTo(new Batch.Span(40, 48));
    assertThat(taken).containsExactly(42L, 43L, 47L);
  }

  @Test
  void shouldLeaveSpansThatFollowEachOtherWithoutAGap() {
    // Given
    buffer.claimed(0, NOW);
    add(1, 3, 7, 8);

    // When
    Batch.Span first = drain(2);
    buffer.written(4);
    Batch.Span second = drain(2);

    // Then
    assertThat(first).isEqualTo(new Batch.Span(0, 4));
    assertThat(second).isEqualTo(new Batch.Span(4, 9));
    assertThat(buffer.held()).isEqualTo(BatchSize.NONE);
  }

  @Test
  void shouldForgetWhatWasPolledBehindAnOffsetThatItWaitsAt() {
    // Given
    buffer.claimed(0, NOW);
    add(0, 1, 2, 3);
    drain(2);

    // When
    buffer.blocked(1, NOW);

    // Then
    assertThat(buffer.held()).isEqualTo(BatchSize.NONE);
    assertThat(buffer.next()).isEqualTo(1);
    assertThat(buffer.flows(NOW)).isFalse();
  }

  @Test
  void shouldWaitLongerFromTimeToTimeButNeverAboveFiveSeconds() {
    // Given
    buffer.claimed(0, NOW);

    // When / Then
    long before = 0;
    for (int i = 0; i < 12; i++) {
      long wait = waitOf();
      assertThat(wait).isGreaterThanOrEqualTo(before).isBetween(50L, 5_000L);
      before = wait;
    }
    assertThat(before).isEqualTo(5_000);
    buffer.written(1);
    assertThat(waitOf()).as("after progress").isEqualTo(50);
  }

  /** {@code System.nanoTime} may be negative and wrap around. */
  @Test
  void shouldWaitWhereTheClockWrapsAround() {
    // Given
    long justBefore = Long.MAX_VALUE - 1;
    buffer.claimed(0, justBefore);

    // When
    buffer.blocked(0, justBefore);

    // Then
    assertThat(buffer.flows(justBefore)).isFalse();
    assertThat(buffer.flows(justBefore + TimeUnit.MILLISECONDS.toNanos(50))).isTrue();
  }

  @Test
  void shouldNotWaitLongerWhileItComesFurther() {
    // Given
    buffer.claimed(0, NOW);
    waitOf(0);
    waitOf(0);

    // When / Then
    assertThat(waitOf(7)).isEqualTo(50);
    assertThat(waitOf(9)).isEqualTo(50);
    assertThat(waitOf(9)).isEqualTo(100);
  }

  private long waitOf() {
    return waitOf(0);
  }

  private long waitOf(long offset) {
    buffer.blocked(offset, NOW);
    long millis = 0;
    while (!buffer.flows(NOW + TimeUnit.MILLISECONDS.toNanos(millis))) {
      millis++;
    }
    return millis;
  }

  @Test
  void shouldEndABatchAtTheRecordThatReachesItsBytes() {
    // Given
    buffer.claimed(0, NOW);
    add(0, 1, 2, 3);

    // When
    Draft draft = new Draft(new BatchSize(100, 2 * SIZE - 1));
    Batch.Span span = buffer.drain(draft);

    // Then
    assertThat(span).isEqualTo(new Batch.Span(0, 2));
    assertThat(buffer.held()).isEqualTo(new BatchSize(2, 2 * SIZE));
  }

  private void add(long... offsets) {
    for (long offset : offsets) {
      buffer.add(
          new LaneBuffer.Item(record(offset), Things.upsert(Things.lane(0), offset, 1, "a"), null));
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>(
        "p.shop.thing",
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        SIZE,
        new byte[0],
        new byte[SIZE],
        new RecordHeaders(),
        Optional.empty());
  }

  private Batch.@Nullable Span drain(int limit) {
    Draft draft = new Draft(new BatchSize(limit, Long.MAX_VALUE));
    Batch.Span span = buffer.drain(draft);
    draft.items().forEach(item -> taken.add(item.record().offset()));
    return span;
  }
}
