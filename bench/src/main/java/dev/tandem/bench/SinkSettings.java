/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.sink.BatchSize;
import dev.tandem.sink.FloodLimit;
import dev.tandem.sink.SinkConfig;
import java.time.Duration;
import java.util.List;

/** How a sink is set that is measured: as the product's, but for its topic and its batches. */
final class SinkSettings {
  private static final long BATCH_BYTES = 16 << 20;
  private static final Duration CONFLICT_PATIENCE = Duration.ofSeconds(30);
  private static final FloodLimit FLOOD = new FloodLimit(1_000, Duration.ofMinutes(10));

  private SinkSettings() {}

  static SinkConfig of(String sink, String group, String topic, int batchRecords) {
    return new SinkConfig(
        sink,
        group,
        List.of(topic),
        new BatchSize(batchRecords, BATCH_BYTES),
        CONFLICT_PATIENCE,
        FLOOD);
  }
}
