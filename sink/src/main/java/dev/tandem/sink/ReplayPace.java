/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.util.function.Consumer;

/** Tells of a replay's progress about once a second, with its pace since it was started. */
final class ReplayPace {
  private static final long INTERVAL_NANOS = 1_000_000_000;
  private static final double SECOND = 1e9;

  private final long resumedAt;
  private final Consumer<ReplayProgress> told;
  private final long startedNanos = System.nanoTime();
  private long toldNanos = startedNanos;

  ReplayPace(long resumedAt, Consumer<ReplayProgress> told) {
    this.resumedAt = resumedAt;
    this.told = told;
  }

  ReplayProgress progress(long done, long total, ReplayCounts counts) {
    double seconds = (System.nanoTime() - startedNanos) / SECOND;
    return new ReplayProgress(
        done, total, seconds > 0 ? (done - resumedAt) / seconds : 0, resumedAt, counts);
  }

  void tell(long done, long total, ReplayCounts counts) {
    long now = System.nanoTime();
    if (now - toldNanos >= INTERVAL_NANOS) {
      toldNanos = now;
      told.accept(progress(done, total, counts));
    }
  }
}
