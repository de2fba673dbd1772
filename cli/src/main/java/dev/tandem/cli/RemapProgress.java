/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.transform.RemapListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells every few seconds how far a changed mapping is looked at, and then published. */
final class RemapProgress implements RemapListener {
  private static final long INTERVAL_NANOS = 2_000_000_000L;
  private static final double SECOND = 1e9;

  private final Consumer<String> told;
  private final LongSupplier nanos;
  private long startedAt;
  private long toldAt;
  private long toPublish;
  private long published;

  /**
   * Nothing is done yet.
   *
   * @param told takes a line
   * @param nanos a clock that never goes back
   */
  RemapProgress(Consumer<String> told, LongSupplier nanos) {
    this.told = told;
    this.nanos = nanos;
    begins();
  }

  private void begins() {
    startedAt = nanos.getAsLong();
    toldAt = startedAt;
  }

  /** From now on so many rows are to be published. */
  void publishes(long rows) {
    toPublish = rows;
    begins();
  }

  @Override
  public void compares(long done, long total) {
    if (published == 0) { // of several parts, the later ones are compared while rows are published
      tell("compares", "records", done, total);
    }
  }

  @Override
  public void publishes() {
    if (published == 0) {
      begins();
    }
    published++;
    tell("publishes", "rows", published, Math.max(published, toPublish));
  }

  private void tell(String doing, String what, long done, long total) {
    long now = nanos.getAsLong();
    if (now - toldAt < INTERVAL_NANOS || done < 1) {
      return;
    }
    toldAt = now;
    double perSecond = done / ((now - startedAt) / SECOND);
    Duration left = Duration.ofSeconds((long) Math.ceil((total - done) / perSecond));
    told.accept(
        String.format(
            Locale.ROOT,
            "%s %3d %%  %,d of %,d %s  %,.0f/s  %s left",
            doing,
            100 * done / total,
            done,
            total,
            what,
            perSecond,
            ReplayText.duration(left)));
  }
}
