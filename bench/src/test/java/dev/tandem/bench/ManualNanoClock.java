/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.time.Duration;

/** A clock that only goes on when somebody waits or works. */
final class ManualNanoClock implements NanoClock {
  private static final long ORIGIN = 1_000_000_000_000L;

  private final long longestPause;
  private long now = ORIGIN;

  /**
   * A new one.
   *
   * @param longestPause after which a pause ends early, as pauses may
   */
  ManualNanoClock(Duration longestPause) {
    this.longestPause = longestPause.toNanos();
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void pause(long nanos) {
    now += Math.max(0, Math.min(longestPause, nanos));
  }

  void pass(double millis) {
    now += Math.round(millis * 1e6);
  }

  /** The milliseconds since it was new. */
  double millis() {
    return millis(now);
  }

  static double millis(long nanos) {
    return (nanos - ORIGIN) / 1e6;
  }
}
