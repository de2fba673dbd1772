/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceRow;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What one session of capture does for one kind of source besides running its connector: by itself
 * nothing, as for a source whose connector tells all that there is to tell.
 */
interface SourceSession extends AutoCloseable {
  /**
   * The records to publish for those of a batch, in their order: with all that the log leaves out
   * of their rows.
   */
  default List<SourceRecord> complete(List<SourceRecord> records) {
    return records;
  }

  /** Rows to be told as they are now when all up to an offset has been told. */
  default List<SourceRow> reread(Map<String, ?> partition, Map<String, ?> offset) {
    return List.of();
  }

  /**
   * The offset to publish for a heartbeat: the log may be known to be read farther than the
   * connector says.
   *
   * @param heartbeat its own offset
   * @param repeated when the connector made the heartbeat before, in milliseconds since 1970, if
   *     that had the same offset and nothing has come since
   */
  default Map<String, ?> offset(
      Map<String, ?> partition, Map<String, ?> heartbeat, OptionalLong repeated) {
    return heartbeat;
  }

  /** Takes note of what is published in full by now. */
  default void published(Map<String, ?> partition, Map<String, ?> offset) {}

  /**
   * Looks after the source; called every second by a thread of its own.
   *
   * @throws dev.tandem.model.error.TandemException when changes are lost, so that capture must not
   *     go on
   */
  void look();

  @Override
  default void close() {}
}
