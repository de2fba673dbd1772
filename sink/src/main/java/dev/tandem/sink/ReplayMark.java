/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay is in a partition, as it is kept in the metadata of the offset that its group has
 * committed.
 *
 * @param from where the range begins
 * @param end one behind its last record
 * @param next the first that is still to be written
 * @param finished whether the replay as a whole is over
 * @param counts those of the replay as a whole
 */
record ReplayMark(long from, long end, long next, boolean finished, ReplayCounts counts) {
  private static final String FORMAT = "replay-1";
  private static final int PARTS = 9;

  OffsetAndMetadata committed() {
    return new OffsetAndMetadata(
        next,
        "%s %d %d %b %d %d %d %d %d"
            .formatted(
                FORMAT,
                from,
                end,
                finished,
                counts.read(),
                counts.applied(),
                counts.superseded(),
                counts.tombstoned(),
                counts.rejected()));
  }

  /** Empty when no replay has committed it. */
  static Optional<ReplayMark> of(@Nullable OffsetAndMetadata committed) {
    if (committed == null) {
      return Optional.empty();
    }
    String[] parts = committed.metadata().split(" ", PARTS);
    if (parts.length != PARTS || !parts[0].equals(FORMAT)) {
      return Optional.empty();
    }
    return Optional.of(
        new ReplayMark(
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2]),
            committed.offset(),
            Boolean.parseBoolean(parts[3]),
            new ReplayCounts(
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                Long.parseLong(parts[6]),
                Long.parseLong(parts[7]),
                Long.parseLong(parts[8]))));
  }
}
