/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double up to a limit, each drawn at random below that so that many clients do not come
 * back at once.
 */
final class Backoff {
  private static final int HIGHEST_SHIFT = 20;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private int attempts;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /** The next wait. */
  Duration next() {
    long doubled = first.toMillis() << Math.min(attempts, HIGHEST_SHIFT);
    attempts++;
    long limit = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(limit / 2 + random.nextLong(limit / 2 + 1));
  }

  /** Starts over, after a success. */
  void reset() {
    attempts = 0;
  }
}
