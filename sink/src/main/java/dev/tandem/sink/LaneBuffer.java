/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.DeadLetter;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One assigned partition: what was polled of it and not yet written, and the offset that its next
 * batch begins at.
 */
final class LaneBuffer {
  private final Lane lane;
  private final Queue<Item> items = new ArrayDeque<>();
  private State state = State.UNCLAIMED;
  private BatchSize held = BatchSize.NONE;
  private long next;
  private long blockedUntilNanos;
  private int blockages;

  LaneBuffer(Lane lane) {
    this.lane = lane;
  }

  Lane lane() {
    return lane;
  }

  boolean isUnclaimed() {
    return state == State.UNCLAIMED;
  }

  /** Whether records may be polled and written now. */
  boolean flows(long nowNanos) {
    return state == State.CLAIMED && nowNanos - blockedUntilNanos >= 0;
  }

  void claimed(long from, long nowNanos) {
    state = State.CLAIMED;
    blockedUntilNanos = nowNanos;
    next = from;
  }

  void add(Item item) {
    items.add(item);
    held = held.plus(item.size());
  }

  /** What it holds. */
  BatchSize held() {
    return held;
  }

  /** Where the next batch begins. */
  long next() {
    return next;
  }

  /**
   * Moves items into a batch until that is full; returns the span that they cover, or null when
   * there are none.
   */
  Batch.@Nullable Span drain(Draft batch) {
    long to = next;
    while (!items.isEmpty() && !batch.isFull()) {
      Item item = items.remove();
      held = held.minus(item.size());
      to = item.record().offset() + 1;
      batch.add(item);
    }
    return to == next ? null : new Batch.Span(next, to);
  }

  void written(long to) {
    next = to;
    blockages = 0;
  }

  /** Whether it has waited at that offset already. */
  boolean waitsAt(long offset) {
    return blockages > 0 && next == offset;
  }

  /**
   * Must wait at an offset: what was polled behind it is polled again. Only one that waits where it
   * waited before waits longer.
   */
  void blocked(long offset, long nowNanos) {
    drop();
    blockages = offset > next ? 0 : blockages;
    next = offset;
    blockedUntilNanos = nowNanos + Math.min(5_000, 50L << Math.min(blockages, 8)) * 1_000_000;
    blockages++;
  }

  /** Need not wait any longer. */
  void wake(long nowNanos) {
    blockedUntilNanos = nowNanos;
    blockages = 0;
  }

  /** Forgets what was polled and not written; whether that was anything. */
  boolean drop() {
    boolean any = !items.isEmpty();
    items.clear();
    held = BatchSize.NONE;
    return any;
  }

  private enum State {
    UNCLAIMED,
    CLAIMED
  }

  /**
   * A record, and what became of decoding it: either of the two is there.
   *
   * @param delivery the change
   * @param letter why there is none
   */
  record Item(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable Delivery delivery,
      @Nullable DeadLetter letter) {

    BatchSize size() {
      return new BatchSize(1, Math.max(0, record.serializedValueSize()));
    }
  }
}
