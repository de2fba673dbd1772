/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/** The parcels of one table that wait: some for their turn, some for a time after a refusal. */
final class TableQueue {
  private final String table;
  private final Pace pace;
  private final BiConsumer<String, Pace> refused;
  private final Deque<Load> fresh = new ArrayDeque<>();
  private final PriorityQueue<Load> later =
      new PriorityQueue<>(Comparator.comparingLong(Load::notBefore));
  private boolean throttled;

  /**
   * An empty one.
   *
   * @param refused is told of each refusal
   */
  TableQueue(String table, Pace pace, BiConsumer<String, Pace> refused) {
    this.table = table;
    this.pace = pace;
    this.refused = refused;
  }

  void add(Parcel parcel) {
    fresh.add(new Load(parcel, 0, 0));
  }

  boolean isEmpty() {
    return fresh.isEmpty() && later.isEmpty();
  }

  /** Whether the table has refused any of these parcels. */
  boolean throttled() {
    return throttled;
  }

  /** The next that may be sent now. */
  Optional<Load> next(long now) {
    if (!pace.admits(now)) {
      return Optional.empty();
    }
    Load waiting = later.peek();
    Load next = waiting != null && now - waiting.notBefore() >= 0 ? later.poll() : fresh.poll();
    if (next != null) {
      pace.begin();
    }
    return Optional.ofNullable(next);
  }

  /** One was written. */
  void done() {
    pace.end();
  }

  /**
   * One was refused, and must wait: the longer the more often it was, as its key may be the one.
   */
  void putOff(Load load, Parcel rest, long begun, long now) {
    throttled = true;
    pace.refuse(begun, now);
    refused.accept(table, pace);
    int refusals = load.refusals() + 1;
    later.add(new Load(rest, refusals, now + Pace.pause(refusals)));
  }

  /** Gives up what waits. */
  List<Parcel> clear() {
    List<Parcel> left = new ArrayList<>();
    later.forEach(load -> left.add(load.parcel()));
    fresh.forEach(load -> left.add(load.parcel()));
    later.clear();
    fresh.clear();
    return left;
  }

  /**
   * A parcel on its way.
   *
   * @param refusals how often it was refused
   * @param notBefore when it may be tried again, by {@link System#nanoTime()}
   */
  record Load(Parcel parcel, int refusals, long notBefore) {}
}
