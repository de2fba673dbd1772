/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Spreads one client's changes over time. */
final class Pace {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final double changesPerSecond;
  private long next = System.nanoTime();

  /** So many changes a second; 0 for as many as go. */
  Pace(double changesPerSecond) {
    this.changesPerSecond = changesPerSecond;
  }

  /**
   * Waits until it is time for the next change; time that was lost is made up for, but no more than
   * a second of it.
   *
   * @param changes made since the last call
   */
  void await(long changes, CountDownLatch end) throws InterruptedException {
    if (changesPerSecond == 0) {
      return;
    }
    next += (long) (changes * NANOS_PER_SECOND / changesPerSecond);
    long now = System.nanoTime();
    next = Math.max(next, now - NANOS_PER_SECOND);
    if (next > now) {
      end.await(next - now, TimeUnit.NANOSECONDS);
    }
  }
}
