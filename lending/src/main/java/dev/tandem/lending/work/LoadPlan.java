/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.time.Duration;
import java.util.List;

/**
 * An open load: operations are due at set times, whether or not those before have come through.
 *
 * @param seed decides what clients try; what becomes of it depends on how they meet
 * @param rate operations in a second: changed rows, and reads where the mix has any
 * @param warmUp the time before what is measured
 * @param measured the time that is measured
 * @param clients sessions that the operations are done in
 * @param probed the tables to change rows of for each probe, one of each list; lists and tables are
 *     at least one
 */
public record LoadPlan(
    long seed,
    Mix mix,
    int rate,
    Duration warmUp,
    Duration measured,
    int clients,
    List<List<String>> probed) {
  private static final double FEWEST_PROBES = 10;
  private static final double MOST_PROBES = 50;
  private static final double CHANGES_PER_PROBE = 50;
  private static final double MOST_OF_ALL_CHANGES = 0.8;

  /** Copies the lists and checks the numbers. */
  public LoadPlan {
    probed = probed.stream().map(List::copyOf).toList();
    if (rate < 1 || clients < 1 || measured.isZero() || measured.isNegative()) {
      throw new IllegalArgumentException("a load wants a rate, a client and some time");
    }
    if (probed.isEmpty() || probed.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a load wants tables to probe");
    }
  }

  /** Probes in a second, in the mean: at least ten, as far as the changes are enough for them. */
  public double probesPerSecond() {
    double changes = rate * mix.changes();
    double wanted = Math.min(MOST_PROBES, Math.max(FEWEST_PROBES, changes / CHANGES_PER_PROBE));
    return Math.min(wanted, changes * MOST_OF_ALL_CHANGES / probed.size());
  }

  /** Warm-up and measured time. */
  public Duration whole() {
    return warmUp.plus(measured);
  }
}
