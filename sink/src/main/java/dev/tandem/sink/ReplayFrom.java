/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Instant;

/** Where a replay begins in every partition of its topic. */
public sealed interface ReplayFrom {
  /** At the oldest record that is left. */
  ReplayFrom START = new Start();

  /** See {@link #START}. */
  record Start() implements ReplayFrom {
    @Override
    public String toString() {
      return "start";
    }
  }

  /** At an offset, the same in each partition. */
  record Offset(long offset) implements ReplayFrom {
    @Override
    public String toString() {
      return Long.toString(offset);
    }
  }

  /** At the first record that Kafka took at that time or later. */
  record Time(Instant time) implements ReplayFrom {
    @Override
    public String toString() {
      return time.toString();
    }
  }
}
