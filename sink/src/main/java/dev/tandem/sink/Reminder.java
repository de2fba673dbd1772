/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Duration;
import java.time.Instant;

/** Lets something that lasts be told at once, and then only every now and again. */
final class Reminder {
  private final Duration interval;
  private Instant lastTold = Instant.MIN;

  Reminder(Duration interval) {
    this.interval = interval;
  }

  /** Whether it is to be told now; if so, it counts as told. */
  boolean isDue(Instant now) {
    if (Duration.between(lastTold, now).compareTo(interval) < 0) {
      return false;
    }
    lastTold = now;
    return true;
  }

  /** It is over: the next time, it is told at once again. */
  void reset() {
    lastTold = Instant.MIN;
  }
}
