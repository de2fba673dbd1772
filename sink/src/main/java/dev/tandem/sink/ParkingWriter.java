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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the change that a target refuses, by halving, and parks it as a dead letter before the
 * batch goes on without it. What is refused only for now, such as the second half of a swap of
 * unique values, blocks its lane at that change for a while first, so that the other lanes can
 * bring the rest.
 */
final class ParkingWriter implements TargetWriter {
  private final TargetWriter writer;
  private final Parking parking;
  private final Duration patience;
  private final Clock clock;
  private final Map<Lane, Waiting> waiting = new HashMap<>();

  ParkingWriter(TargetWriter writer, Parking parking, Duration patience, Clock clock) {
    this.writer = writer;
    this.parking = parking;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    waiting.keySet().removeAll(lanes);
    return writer.claim(lanes);
  }

  @Override
  public WriteResult write(Batch batch) {
    WriteResult result;
    try {
      result = writer.write(batch);
    } catch (BatchRefused e) {
      return refused(batch, e);
    }
    result.rejected().forEach(parking::park);
    return result;
  }

  private WriteResult refused(Batch batch, BatchRefused refusal) {
    if (refusal.culprit().isPresent()) {
      Delivery culprit = refusal.culprit().get();
      return parked(culprit, refusal).plus(write(batch.without(culprit)));
    }
    if (batch.progress().size() > 1) {
      return batch.progress().keySet().stream()
          .map(lane -> write(batch.of(lane)))
          .reduce(WriteResult.NOTHING, WriteResult::plus);
    }
    if (batch.deliveries().size() > 1) {
      return halves(batch);
    }
    return single(batch, refusal);
  }

  private WriteResult halves(Batch batch) {
    List<Batch> halves = batch.halves();
    WriteResult first = write(halves.get(0));
    return first.blocked().isEmpty() ? first.plus(write(halves.get(1))) : first;
  }

  private WriteResult single(Batch batch, BatchRefused refusal) {
    Delivery delivery = batch.deliveries().get(0);
    if (refusal.passing() && isWorthWaiting(delivery)) {
      WriteResult.Blockage blockage =
          new WriteResult.Blockage(delivery.offset(), refusal.code(), refusal.reason());
      return new WriteResult(0, 0, List.of(), Map.of(delivery.lane(), blockage));
    }
    waiting.remove(delivery.lane());
    return parked(delivery, refusal).plus(writer.write(batch.withoutDeliveries()));
  }

  /** The dead letter is in Kafka before the target's position passes it (invariant 2). */
  private WriteResult parked(Delivery delivery, BatchRefused refusal) {
    WriteResult.Rejection rejection =
        new WriteResult.Rejection(delivery, refusal.code(), refusal.reason());
    parking.park(rejection);
    return new WriteResult(0, 0, List.of(rejection), Map.of());
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
