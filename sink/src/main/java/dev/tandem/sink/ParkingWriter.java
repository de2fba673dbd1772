/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the change that a target refuses, by halving along the source's time, and parks it before
 * the batch goes on without it. What is refused only for now, such as the second half of a swap of
 * unique values, blocks its lane at that change for a while first, so that the other lanes can
 * bring the rest.
 */
final class ParkingWriter implements TargetWriter {
  private final TargetWriter writer;
  private final Parking parking;
  private final FloodGate flood;
  private final Duration patience;
  private final Clock clock;
  private final Map<Lane, Waiting> waiting = new HashMap<>();

  ParkingWriter(
      TargetWriter writer, Parking parking, FloodGate flood, Duration patience, Clock clock) {
    this.writer = writer;
    this.parking = parking;
    this.flood = flood;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    waiting.keySet().removeAll(lanes);
    flood.forget(lanes);
    return writer.claim(lanes);
  }

  /**
   * Begins anew with an entity: what it was stopped for is forgotten, and its lanes have all of
   * their patience.
   *
   * @param topic the entity's
   */
  void restart(String topic) {
    waiting.keySet().removeIf(lane -> lane.topic().equals(topic));
    flood.release(topic);
  }

  /**
   * Again for each change that the target names, without it: what is parked is in Kafka before the
   * target's position passes it (invariant 2). Where it may not be parked its lane waits.
   */
  @Override
  public WriteResult write(Batch batch) {
    List<WriteResult.Rejection> named = new ArrayList<>();
    Map<Lane, WriteResult.Blockage> blocked = new HashMap<>();
    Batch rest = batch;
    @Nullable WriteResult written = null;
    while (written == null) {
      try {
        written = rest.isEmpty() ? WriteResult.NOTHING : accepted(rest, writer.write(rest));
      } catch (BatchRefused e) {
        if (e.culprit().isEmpty()) {
          written = refused(rest, e);
        } else {
          rest = settled(e.culprit().get(), rest, e, named, blocked);
        }
      }
    }
    return new WriteResult(0, 0, named, blocked).plus(written);
  }

  private WriteResult accepted(Batch batch, WriteResult result) {
    WriteResult parked = parked(result);
    flood.accepted(batch, parked.blocked());
    return parked;
  }

  /** What is left of a batch when a change of it is parked, or its lane waits at it. */
  private Batch settled(
      Delivery culprit,
      Batch batch,
      BatchRefused refusal,
      List<WriteResult.Rejection> parked,
      Map<Lane, WriteResult.Blockage> blocked) {
    Optional<WriteResult.Blockage> blockage = flood.hold(culprit, refusal.code());
    if (blockage.isPresent()) {
      blocked.put(culprit.lane(), blockage.get()); // ahead of any before: what follows is gone
      return batch.upTo(culprit);
    }
    parked.add(park(culprit, refusal));
    return batch.without(culprit);
  }

  private WriteResult.Rejection park(Delivery delivery, BatchRefused refusal) {
    WriteResult.Rejection rejection =
        new WriteResult.Rejection(delivery, refusal.code(), refusal.reason());
    parking.park(rejection);
    return rejection;
  }

  /** A lane whose rejected change may not be parked waits there; what follows it comes again. */
  private WriteResult parked(WriteResult result) {
    List<WriteResult.Rejection> parked = new ArrayList<>();
    Map<Lane, WriteResult.Blockage> blocked = new HashMap<>(result.blocked());
    for (WriteResult.Rejection rejection : result.rejectedInOrder()) {
      Delivery delivery = rejection.delivery();
      if (WriteResult.Blockage.holds(delivery, blocked)) {
        continue;
      }
      Optional<WriteResult.Blockage> blockage = flood.hold(delivery, rejection.code());
      if (blockage.isPresent()) {
        blocked.put(delivery.lane(), blockage.get());
      } else {
        parking.park(rejection);
        parked.add(rejection);
      }
    }
    return new WriteResult(
        result.applied(), result.superseded(), parked, blocked, result.tombstoned());
  }

  private WriteResult refused(Batch batch, BatchRefused refusal) {
    Optional<List<Batch>> parts = batch.earlierAndLater();
    if (parts.isPresent()) {
      return inOrder(parts.get().get(0), parts.get().get(1));
    } else if (batch.progress().size() > 1) {
      return laneByLane(batch);
    } else if (batch.deliveries().size() > 1) {
      return inOrder(batch.halves().get(0), batch.halves().get(1));
    }
    return single(batch, refusal);
  }

  /** A lane that is blocked in the first part waits there. */
  private WriteResult inOrder(Batch earlier, Batch later) {
    WriteResult first = write(earlier);
    Batch rest = later.withoutLanes(first.blocked().keySet());
    return rest.isEmpty() ? first : first.plus(write(rest));
  }

  /**
   * Changes of one source transaction: each lane goes as far as it can, over and over for as long
   * as any of them moves, since what blocks one may be undone by another.
   */
  private WriteResult laneByLane(Batch batch) {
    Map<Lane, Batch> pending = new TreeMap<>();
    batch.progress().keySet().forEach(lane -> pending.put(lane, batch.of(lane)));
    WriteResult total = WriteResult.NOTHING;
    Map<Lane, WriteResult.Blockage> blocked = new HashMap<>();
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Batch rest : List.copyOf(pending.values())) {
        Lane lane = rest.progress().firstKey();
        WriteResult result = write(rest);
        total = total.plus(result.withBlocked(Map.of()));
        WriteResult.Blockage blockage = result.blocked().get(lane);
        if (blockage == null) {
          pending.remove(lane);
          blocked.remove(lane);
          moved = true;
        } else {
          blocked.put(lane, blockage);
          Batch after = rest.from(blockage.offset());
          moved |= !after.equals(rest);
          pending.put(lane, after);
        }
      }
      moved &= !pending.isEmpty();
    }
    return total.withBlocked(blocked);
  }

  private WriteResult single(Batch batch, BatchRefused refusal) {
    Delivery delivery = batch.deliveries().get(0);
    if (refusal.passing() && isWorthWaiting(delivery)) {
      WriteResult.Blockage blockage =
          new WriteResult.Blockage(delivery.offset(), refusal.code(), refusal.reason());
      return upTo(delivery, batch, blockage);
    }
    waiting.remove(delivery.lane());
    Optional<WriteResult.Blockage> blockage = flood.hold(delivery, refusal.code());
    if (blockage.isPresent()) {
      return upTo(delivery, batch, blockage.get());
    }
    WriteResult parked = new WriteResult(0, 0, List.of(park(delivery, refusal)), Map.of());
    return parked.plus(writer.write(batch.withoutDeliveries()));
  }

  /** The target must stand where a lane waits, since the lane's next batch begins there. */
  private WriteResult upTo(Delivery delivery, Batch batch, WriteResult.Blockage blockage) {
    Batch before = batch.upTo(delivery);
    WriteResult written = before.isEmpty() ? WriteResult.NOTHING : write(before);
    return written.plus(WriteResult.NOTHING.withBlocked(Map.of(delivery.lane(), blockage)));
  }

  private boolean isWorthWaiting(Delivery delivery) {
    Waiting now = new Waiting(delivery.offset(), clock.instant());
    Waiting since =
        waiting.merge(
            delivery.lane(), now, (old, fresh) -> old.offset() == fresh.offset() ? old : fresh);
    return Duration.between(since.since(), clock.instant()).compareTo(patience) < 0;
  }

  @Override
  public void close() {
    writer.close();
  }

  /** Where a lane waits, and since when. */
  private record Waiting(long offset, Instant since) {}

  /** Where dead letters go; returns once they are safe there. */
  interface Parking {
    void park(WriteResult.Rejection rejection);
  }
}
