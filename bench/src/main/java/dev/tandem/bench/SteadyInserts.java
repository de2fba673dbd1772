/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows at a steady rate, whatever becomes of them behind the source: a transaction every
 * ten milliseconds, each at its own time even if the one before was late.
 */
final class SteadyInserts implements Callable<@Nullable Void> {
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int TRANSACTIONS_PER_SECOND = 100;

  private final RowSource source;
  private final int rowsPerTransaction;
  private final NanoClock clock;
  private final long[] committed;
  private long latest;

  /**
   * Not begun.
   *
   * @param rate rows per second, rounded to hundreds
   */
  SteadyInserts(RowSource source, int rate, NanoClock clock) {
    this.source = source;
    this.rowsPerTransaction = Math.max(1, rate / TRANSACTIONS_PER_SECOND);
    this.clock = clock;
    this.committed = new long[source.count()];
  }

  /** Inserts all rows but the first, which is there; returns when they are committed. */
  @Override
  public @Nullable Void call() throws SQLException {
    try (RowSource.Session session = source.open()) {
      long due = clock.nanos();
      for (int from = 1; from < committed.length; from += rowsPerTransaction) {
        due += PERIOD;
        while (clock.nanos() - due < 0) {
          clock.pause(due - clock.nanos());
        }
        int to = Math.min(committed.length, from + rowsPerTransaction);
        session.insert(from, to);
        long now = clock.nanos();
        Arrays.fill(committed, from, to, now);
        latest = Math.max(latest, now - due);
      }
    }
    return null;
  }

  /** When the source told that a row was committed, by the clock. */
  long committedNanos(int row) {
    return committed[row];
  }

  /** How much too late the latest transaction was committed, in milliseconds. */
  double latestMillis() {
    return latest / 1e6;
  }
}
