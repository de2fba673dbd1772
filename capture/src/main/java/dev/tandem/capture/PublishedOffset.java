/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.HashMap;
import java.util.Map;

/**
 * The source offsets that were published last, one for each partition of the source, which no
 * heartbeat takes back. A session that begins in the middle of a source transaction passes over the
 * changes that were published of it, and the heartbeats of the connector (Debezium 3.6.1) meanwhile
 * name offsets before them: were one of these kept, the next session would publish those changes
 * again.
 */
final class PublishedOffset {
  private static final String SNAPSHOT = "snapshot";

  private final SourceEngine engine;
  private final Map<Map<String, ?>, Map<String, ?>> last = new HashMap<>();

  /** After what an earlier session published, if there was one. */
  PublishedOffset(SourceEngine engine, SourceOffsets stored) {
    this.engine = engine;
    stored.all().forEach(offset -> last.put(offset.source(), offset.members()));
  }

  /** The offset to publish for a record of that partition and offset. */
  Map<String, ?> of(Map<String, ?> partition, Map<String, ?> offset, boolean heartbeat) {
    Map<String, ?> published = last.get(partition);
    if (heartbeat && published != null && isWithin(offset, published)) {
      return published;
    }
    last.put(partition, offset);
    return offset;
  }

  private boolean isWithin(Map<String, ?> offset, Map<String, ?> published) {
    return offset.get(SNAPSHOT) == null
        && published.get(SNAPSHOT) == null
        && engine.isWithin(offset, published);
  }
}
