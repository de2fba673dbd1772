/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The Revision of a row that comes into being: the microseconds since 1970, and never the same
 * twice. Changes raise it by one, which is slower than the clock; so a key that was deleted, even
 * before this process started, comes back with a higher Revision than it ever had.
 */
final class Revisions implements LongSupplier {
  private final AtomicLong last = new AtomicLong();

  @Override
  public long getAsLong() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return last.accumulateAndGet(now, (previous, time) -> Math.max(previous + 1, time));
  }
}
