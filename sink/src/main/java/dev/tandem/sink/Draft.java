/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.DeadLetter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A batch in the making: items of each lane in turn, until it is full. */
final class Draft {
  private final BatchSize limit;
  private final List<LaneBuffer.Item> items = new ArrayList<>();
  private final SortedMap<Lane, Batch.Span> progress = new TreeMap<>();
  private BatchSize size = BatchSize.NONE;

  Draft(BatchSize limit) {
    this.limit = limit;
  }

  boolean isFull() {
    return size.reaches(limit);
  }

  BatchSize size() {
    return size;
  }

  boolean isEmpty() {
    return progress.isEmpty();
  }

  void add(LaneBuffer.Item item) {
    items.add(item);
    size = size.plus(item.size());
  }

  /** Takes in what a lane has, as far as there is room. */
  void takeFrom(LaneBuffer buffer) {
    Batch.Span span = buffer.drain(this);
    if (span != null) {
      progress.put(buffer.lane(), span);
    }
  }

  Batch batch() {
    List<Delivery> deliveries = new ArrayList<>(items.size());
    for (LaneBuffer.Item item : items) {
      if (item.delivery() != null) {
        deliveries.add(item.delivery());
      }
    }
    return new Batch(deliveries, progress);
  }

  /** What could not be decoded. */
  List<DeadLetter> letters() {
    List<DeadLetter> letters = new ArrayList<>();
    for (LaneBuffer.Item item : items) {
      if (item.letter() != null) {
        letters.add(item.letter());
      }
    }
    return letters;
  }

  /** Everything in it, as it was polled. */
  List<LaneBuffer.Item> items() {
    return Collections.unmodifiableList(items);
  }
}
