/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.HashMap;
import java.util.Map;

/**
 * Up to where the log of each database is published, as the connector spells it. Safe for two
 * threads.
 */
final class PublishedLsns {
  private final Map<String, String> latest = new HashMap<>();
  private final Map<String, String> atLastLook = new HashMap<>();

  /** All up to there is published. */
  synchronized void published(String database, String lsn) {
    latest.put(database, lsn);
    atLastLook.putIfAbsent(database, lsn);
  }

  /** Where each stood when this was last asked, or when it was first published after that. */
  synchronized Map<String, String> atLastLook() {
    Map<String, String> then = Map.copyOf(atLastLook);
    atLastLook.putAll(latest);
    return then;
  }
}
