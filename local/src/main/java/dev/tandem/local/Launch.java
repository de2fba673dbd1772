/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a process of a server is started, and how it ends. */
record Launch(
    ServerFolder folder, List<String> command, Map<String, String> environment, Stopping stopping) {

  /**
   * The way to end a process.
   *
   * @param signals sent one after the other, the most polite first; KILL always comes last
   * @param grace how long each has when this JVM is gone
   */
  record Stopping(List<String> signals, Duration grace) {}
}
