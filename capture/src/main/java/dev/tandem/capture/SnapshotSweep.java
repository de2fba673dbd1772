/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the log will never mention. A snapshot that is cut off is taken again from the
 * start, at a later place in the log; a row deleted in between is in the raw topic, in no later
 * snapshot, and in no log that capture still reads. So once the new snapshot is done, and before
 * the log is read on, the rows published before it that are gone are deleted.
 */
final class SnapshotSweep {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSweep.class);

  private CaptureState state;

  SnapshotSweep(CaptureState state) {
    this.state = state;
  }

  boolean isDue() {
    return !state.sweep().isEmpty();
  }

  /** Publishes the deletes, and then that the sweep is done. */
  void run(GoneRows goneRows, Publication publication, OffsetsTopic offsets) {
    LOG.info("a snapshot was taken anew: looking for rows that were deleted since the one before");
    Map<TopicPartition, Long> ends = new HashMap<>();
    state.sweep().forEach((partition, end) -> ends.put(partition(partition), end));
    int deleted = goneRows.delete(ends);
    state = state.swept();
    publication.transaction(open -> open.send(offsets.record(state)));
    LOG.info("{} rows deleted that the new snapshot no longer held", deleted);
  }

  private static TopicPartition partition(String text) {
    int dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }
}
