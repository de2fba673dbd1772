/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many requests a table takes at a time: half as many once it refuses one, after a pause, and
 * slowly more again with each that it takes. Used by one thread; times are {@link
 * System#nanoTime()}.
 */
final class Pace {
  private static final Duration FIRST = Duration.ofMillis(25);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final int most;
  private double limit;
  private int underWay;
  private int refusals;
  private long lastRefusal;
  private long pausedUntil;

  Pace(int most, long now) {
    this.most = most;
    this.limit = most;
    this.lastRefusal = now;
    this.pausedUntil = now;
  }

  /** Whether one more may begin. */
  boolean admits(long now) {
    return underWay < (int) limit && now - pausedUntil >= 0;
  }

  /** How many may be under way. */
  int limit() {
    return (int) limit;
  }

  void begin() {
    underWay++;
  }

  /** One that was under way has ended for another reason than that there are too many. */
  void end() {
    underWay--;
    refusals = 0;
    limit = Math.min(most, limit + 1 / limit);
  }

  /**
   * One was refused. Those that began before the last refusal tell nothing new.
   *
   * @param begun when it began
   */
  void refuse(long begun, long now) {
    underWay--;
    if (begun - lastRefusal < 0) {
      return;
    }
    refusals++;
    lastRefusal = now;
    limit = Math.max(1, limit / 2);
    pausedUntil = now + pause(refusals);
  }

  /** A pause in nanoseconds, at random up to a limit that doubles from refusal to refusal. */
  static long pause(int refusals) {
    long longest = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(refusals, 20));
    return ThreadLocalRandom.current().nextLong(longest / 2, longest);
  }
}
