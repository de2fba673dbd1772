/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Lets so many rows a second pass; what was not used a while ago is lost. */
public final class RateLimit {
  private static final long SECOND = 1_000_000_000;

  private final int perSecond;
  private final LongSupplier nanos;
  private long freeAt;

  /**
   * A limit that nothing was taken of yet.
   *
   * @param perSecond at least 1
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   */
  public RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.freeAt = nanos.getAsLong();
  }

  /** Counts rows; returns how many nanoseconds to wait before the next. */
  long take(int rows) {
    long now = nanos.getAsLong();
    freeAt = Math.max(freeAt, now) + rows * SECOND / perSecond;
    return freeAt - now;
  }

  /** Counts rows, and waits until more may pass. */
  public void pass(int rows) {
    long wait = take(rows);
    long until = System.nanoTime() + wait;
    for (long left = wait; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new WriteAbandoned();
      }
    }
  }
}
