/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a replay is.
 *
 * @param done records of the range that are behind it, other rows' included
 * @param total records of the range, gaps included
 * @param perSecond records a second, lately
 * @param resumedAt how many were behind it when it began, because an earlier start had come so far
 */
public record ReplayProgress(
    long done, long total, double perSecond, long resumedAt, ReplayCounts counts) {

  /** From 0 to 100. */
  public int percent() {
    return total == 0 ? 100 : (int) (100 * done / total);
  }

  /** How long it still takes at the pace of late; empty when it does not move. */
  public Optional<Duration> remaining() {
    return perSecond <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) Math.ceil((total - done) / perSecond)));
  }
}
