/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;

/**
 * Counts what is written, and how long after its commit at the source each change is visible at the
 * target.
 */
final class MeteredWriter implements TargetWriter {
  private final TargetWriter writer;
  private final SinkMeter meter;
  private final Clock clock;

  MeteredWriter(TargetWriter writer, SinkMeter meter, Clock clock) {
    this.writer = writer;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    return writer.claim(lanes);
  }

  @Override
  public WriteResult write(Batch batch) {
    WriteResult result = writer.write(batch);
    meter.count(batch, result);
    long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    for (Delivery delivery : batch.deliveries()) {
      if (isStreamed(delivery.change())
          && !WriteResult.Blockage.holds(delivery, result.blocked())) {
        meter.latency(delivery, nowMicros - delivery.change().committedAtMicros());
      }
    }
    return result;
  }

  private static boolean isStreamed(EntityChange change) {
    return !(change instanceof EntityChange.Upserted upserted
        && upserted.origin() == EntityChange.Origin.READ);
  }

  @Override
  public void close() {
    writer.close();
  }
}
