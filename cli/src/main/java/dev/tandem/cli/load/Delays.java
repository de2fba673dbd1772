/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import org.HdrHistogram.Histogram;

/** How long something took, from when it was due; safe from any thread. */
public final class Delays {
  private static final long HIGHEST_MICROS = 24 * 3_600_000_000L;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final Histogram all = histogram();
  private final Histogram window = histogram();

  private static Histogram histogram() {
    Histogram histogram = new Histogram(HIGHEST_MICROS, 2);
    histogram.setAutoResize(false);
    return histogram;
  }

  /**
   * Counts one.
   *
   * @param measured whether it is of the measured time, and not of the warm-up
   */
  public synchronized void add(long nanos, boolean measured) {
    long micros = Math.min(HIGHEST_MICROS, Math.max(0, nanos / NANOS_PER_MICRO));
    window.recordValue(micros);
    if (measured) {
      all.recordValue(micros);
    }
  }

  /** How many were counted in the measured time. */
  public synchronized long count() {
    return all.getTotalCount();
  }

  /** What that part of all measured ones took at most, 0 to 100, in milliseconds; 0 of none. */
  public synchronized double millis(double percentile) {
    return all.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** What was counted since the last call. */
  synchronized Histogram takeWindow() {
    Histogram taken = window.copy();
    window.reset();
    return taken;
  }

  /** A percentile of such a window in milliseconds; not a number when nothing was counted. */
  static double millis(Histogram window, double percentile) {
    return window.getTotalCount() == 0
        ? Double.NaN
        : window.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
