/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.LaneLost;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A target in memory with the promises of a real one: a batch as a whole or not at all, positions
 * kept with the rows, and one writer for each lane.
 */
final class FakeTarget {
  private final Map<Lane, Long> positions = new HashMap<>();
  private final Map<Lane, Writer> owners = new HashMap<>();
  private final Map<EntityKey, Delivery> rows = new HashMap<>();
  private final List<Delivery> applied = new ArrayList<>();
  private final List<String> disorder = new ArrayList<>();
  private Predicate<Delivery> poison = delivery -> false;
  private boolean namesCulprits;
  private boolean rejects;
  private long heldUpFrom = Long.MAX_VALUE;
  private boolean uniqueValues;
  private volatile boolean away;
  private int writes;

  Writer writer() {
    return new Writer();
  }

  /** Refuses these changes for good. */
  synchronized FakeTarget refusing(Predicate<Delivery> changes) {
    poison = changes;
    return this;
  }

  /** Says which change it refuses. */
  synchronized FakeTarget namingCulprits() {
    namesCulprits = true;
    return this;
  }

  /** Takes the rest of a batch and tells what it refuses, as DynamoDB does. */
  synchronized FakeTarget rejecting() {
    rejects = true;
    return this;
  }

  /** Takes nothing for now from an offset on, as a table that throttles. */
  synchronized FakeTarget holdingUpFrom(long offset) {
    heldUpFrom = offset;
    return this;
  }

  /** No two rows may have one value: what breaks that is refused for now. */
  synchronized FakeTarget withUniqueValues() {
    uniqueValues = true;
    return this;
  }

  void away(boolean now) {
    away = now;
  }

  synchronized void startAt(Lane lane, long position) {
    positions.put(lane, position);
  }

  synchronized long position(Lane lane) {
    return positions.getOrDefault(lane, 0L);
  }

  synchronized Map<Long, String> rows() {
    Map<Long, String> values = new HashMap<>();
    rows.values().forEach(row -> values.put(Things.id(row), Things.value(row)));
    return values;
  }

  /** Every change that was applied, in that order. */
  synchronized List<Delivery> applied() {
    return List.copyOf(applied);
  }

  /** Where a lane's changes came in another order than its own. */
  synchronized List<String> disorder() {
    return List.copyOf(disorder);
  }

  synchronized int writes() {
    return writes;
  }

  synchronized int owners() {
    return (int) owners.values().stream().distinct().count();
  }

  private synchronized Map<Lane, Long> claim(Collection<Lane> lanes, Writer writer) {
    checkThere();
    Map<Lane, Long> kept = new HashMap<>();
    for (Lane lane : lanes) {
      owners.put(lane, writer);
      Optional.ofNullable(positions.get(lane)).ifPresent(position -> kept.put(lane, position));
    }
    return kept;
  }

  private synchronized WriteResult write(Batch batch, Writer writer) {
    writes++;
    checkThere();
    batch.progress().forEach((lane, span) -> checkFence(lane, span, writer));
    if (rejects) {
      return reject(batch);
    }
    refusePoison(batch);
    Map<EntityKey, Delivery> after = new HashMap<>(rows);
    batch.deliveries().forEach(delivery -> after.put(delivery.change().key(), delivery));
    refuseEqualValues(after);
    batch.deliveries().forEach(this::apply);
    batch.progress().forEach((lane, span) -> positions.put(lane, span.to()));
    return WriteResult.of(batch.deliveries().size(), 0);
  }

  private WriteResult reject(Batch batch) {
    List<WriteResult.Rejection> rejected = new ArrayList<>();
    Map<Lane, WriteResult.Blockage> blocked = new HashMap<>();
    int taken = 0;
    for (Delivery delivery : batch.deliveries()) {
      if (poison.test(delivery)) {
        rejected.add(new WriteResult.Rejection(delivery, "E_POISON", "too large"));
      } else if (delivery.offset() >= heldUpFrom) {
        blocked.putIfAbsent(
            delivery.lane(), new WriteResult.Blockage(delivery.offset(), "E_BUSY", "busy"));
      } else {
        rows.put(delivery.change().key(), delivery);
        taken++;
      }
    }
    return new WriteResult(taken, 0, rejected, blocked);
  }

  private void checkThere() {
    if (away) {
      throw new TargetUnavailable(TestCode.AWAY, "The target is away.", null);
    }
  }

  private void checkFence(Lane lane, Batch.Span span, Writer writer) {
    if (owners.get(lane) != writer || position(lane) != span.from()) {
      throw new LaneLost(
          TestCode.TAKEN, lane + " stands at " + position(lane) + ", not at " + span.from());
    }
  }

  private void refusePoison(Batch batch) {
    for (Delivery delivery : batch.deliveries()) {
      if (poison.test(delivery) && namesCulprits) {
        throw BatchRefused.of(delivery, "E_POISON", "the target will not have it");
      } else if (poison.test(delivery)) {
        throw BatchRefused.forGood(
            "E_POISON", "the target will not have it", new IllegalStateException());
      }
    }
  }

  private void refuseEqualValues(Map<EntityKey, Delivery> after) {
    long different = after.values().stream().map(Things::value).distinct().count();
    if (uniqueValues && different < after.size()) {
      throw BatchRefused.forNow(
          "E_UNIQUE", "two rows would have one value", new IllegalStateException());
    }
  }

  private void apply(Delivery delivery) {
    Delivery before = rows.put(delivery.change().key(), delivery);
    if (before != null && before.lane().equals(delivery.lane()) && !follows(delivery, before)) {
      disorder.add(delivery.position() + " after " + before.position());
    }
    applied.add(delivery);
  }

  private static boolean follows(Delivery delivery, Delivery before) {
    return delivery.offset() > before.offset();
  }

  /** One sink's connection. */
  final class Writer implements TargetWriter {
    private volatile boolean closed;

    @Override
    public Map<Lane, Long> claim(Collection<Lane> lanes) {
      return FakeTarget.this.claim(lanes, this);
    }

    @Override
    public WriteResult write(Batch batch) {
      return FakeTarget.this.write(batch, this);
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
