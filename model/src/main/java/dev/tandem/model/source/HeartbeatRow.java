/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.time.Instant;

/** The row of a pipeline's heartbeat at its source. Used by one thread at a time. */
public interface HeartbeatRow extends AutoCloseable {

  /**
   * Writes the row, whether or not it is there, over a connection of its own that waits for nobody
   * longer than some seconds.
   *
   * @param at is written to the microsecond, in UTC
   * @throws dev.tandem.model.error.TandemException when the server does not take it; the next call
   *     may succeed
   */
  void write(Instant at);

  @Override
  void close();
}
