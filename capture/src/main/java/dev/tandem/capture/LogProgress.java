/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves the published offsets of SQL Server on while nothing changes. The connector's own stays at
 * the last change (Debezium 3.6.1), and once the clean-up job has passed that, a restart could not
 * tell an idle database from lost changes.
 *
 * <p>Two heartbeats with the same offset and no change between them say that the later one found
 * nothing: all that was in the change tables when the earlier one was made is published. So an end
 * of the log that was read before the earlier one is as good an offset.
 */
final class LogProgress {
  private static final String COMMIT = "commit_lsn";
  private static final String CHANGE = "change_lsn";

  /** Behind every change of a transaction. */
  private static final String LAST = "ffffffff:ffffffff:ffff";

  private final Map<String, End> ends = new ConcurrentHashMap<>();

  /**
   * Takes note of the end of a database's log, entries without changes included.
   *
   * @param lsn as the connector spells it, so that text order is its order
   * @param readAt when it had been read, in milliseconds since 1970
   */
  void end(String database, String lsn, long readAt) {
    ends.put(database, new End(lsn, readAt));
  }

  /**
   * The offset to publish for a heartbeat.
   *
   * @param repeated when the connector made the heartbeat before, in milliseconds since 1970, if
   *     that had the same offset and nothing has come since
   */
  Map<String, ?> offset(Map<String, ?> partition, Map<String, ?> heartbeat, OptionalLong repeated) {
    End end = ends.get(String.valueOf(partition.get("database")));
    String commit = String.valueOf(heartbeat.get(COMMIT));
    if (heartbeat.get("snapshot") != null) {
      return heartbeat;
    } else if (end != null
        && repeated.isPresent()
        && repeated.getAsLong() > end.readAt
        && end.lsn.compareTo(commit) > 0) {
      return whole(heartbeat, end.lsn);
    }
    return hasChange(heartbeat) ? heartbeat : whole(heartbeat, commit);
  }

  /** The connector spells out that there is none. */
  private static boolean hasChange(Map<String, ?> offset) {
    Object change = offset.get(CHANGE);
    return change != null && !change.equals("NULL");
  }

  /**
   * An offset without a change stands behind a snapshot, or behind a stretch without captured
   * changes; the connector would read that transaction once more.
   */
  private static Map<String, ?> whole(Map<String, ?> heartbeat, String commit) {
    Map<String, @Nullable Object> offset = new HashMap<>(heartbeat);
    offset.put(COMMIT, commit);
    offset.put(CHANGE, LAST);
    offset.put("event_serial_no", 1L);
    return offset;
  }

  private record End(String lsn, long readAt) {}
}
