/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a server's process is started, known to be ready, and stopped.
 *
 * @param name for people, with the version
 */
record ServerPlan(
    String name,
    ServerFolder folder,
    List<String> command,
    Map<String, String> environment,
    Probe probe,
    Stopping stopping) {

  /** Asks a server that has been started whether it takes requests by now. */
  interface Probe {
    /** An exception means no, as does false. */
    boolean ready(long pid) throws IOException;
  }

  /**
   * How a server ends.
   *
   * @param signals sent one after the other, the most polite first; KILL always comes last
   * @param grace how long each has when this JVM is gone
   */
  record Stopping(List<String> signals, Duration grace) {}
}
