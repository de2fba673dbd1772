/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The source offset that was published last, which no heartbeat takes back. A session that begins
 * in the middle of a source transaction passes over the changes that were published of it, and the
 * heartbeats of the connector (Debezium 3.6.1) meanwhile name offsets before them: were one of
 * these kept, the next session would publish those changes again.
 */
final class PublishedOffset {
  private static final String SNAPSHOT = "snapshot";
  private static final String TRANSACTIONS = "gtids";

  private @Nullable Map<String, ?> last;

  /** After what an earlier session published, if there was one. */
  PublishedOffset(Optional<Map<String, ?>> stored) {
    this.last = stored.orElse(null);
  }

  /** The offset to publish for a record of that offset. */
  Map<String, ?> of(Map<String, ?> offset, boolean heartbeat) {
    Map<String, ?> published = last;
    if (heartbeat && published != null && isWithin(offset, published)) {
      return published;
    }
    last = offset;
    return offset;
  }

  /** Whether both come after the same whole transactions of the log: then a change says more. */
  private static boolean isWithin(Map<String, ?> offset, Map<String, ?> published) {
    return offset.get(SNAPSHOT) == null
        && published.get(SNAPSHOT) == null
        && Objects.equals(offset.get(TRANSACTIONS), published.get(TRANSACTIONS));
  }
}
