/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Tells the heartbeats behind which nothing has come since the one before. */
final class Heartbeats {
  /** Prefix of their topics; they are not published: only their offsets count. */
  static final String PREFIX = "__debezium-heartbeat";

  private final Map<Map<String, ?>, Beat> last = new HashMap<>();

  static boolean isOne(SourceRecord record) {
    return record.topic().startsWith(PREFIX);
  }

  /**
   * Takes the next record, whatever it is.
   *
   * @return when the heartbeat before was made, in milliseconds since 1970, if this one is a
   *     heartbeat that repeats it
   */
  OptionalLong repeated(SourceRecord record) {
    if (!isOne(record)) {
      last.remove(record.sourcePartition());
      return OptionalLong.empty();
    }
    Beat beat = new Beat(record.sourceOffset(), ((Struct) record.value()).getInt64("ts_ms"));
    Beat before = last.put(record.sourcePartition(), beat);
    return before != null && before.offset.equals(beat.offset)
        ? OptionalLong.of(before.at)
        : OptionalLong.empty();
  }

  private record Beat(Map<String, ?> offset, long at) {}
}
