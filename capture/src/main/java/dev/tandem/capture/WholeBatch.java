/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A batch of the connector's records that goes through the engine as one record. Of each record the
 * engine makes a task for another thread, and waits for all of them; for a batch it does so once.
 */
final class WholeBatch {
  private WholeBatch() {}

  /** None for none, else one with all records in it and with the offset of the last. */
  static List<SourceRecord> packed(List<SourceRecord> records) {
    if (records.isEmpty()) {
      return records;
    }
    SourceRecord last = records.get(records.size() - 1);
    return List.of(
        new SourceRecord(last.sourcePartition(), last.sourceOffset(), last.topic(), null, records));
  }

  /** The records in it. */
  @SuppressWarnings("unchecked") // a connector's own record has a struct for its value, no list
  static List<SourceRecord> unpacked(SourceRecord batch) {
    return (List<SourceRecord>) batch.value();
  }
}
