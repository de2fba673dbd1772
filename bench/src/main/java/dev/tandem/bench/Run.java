/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of a contender took.
 *
 * @param rows how many were measured
 * @param seconds from the first of them to the last
 * @param cpuSeconds what each process used meanwhile, by its name
 * @param peakBytes the most memory that the contender's own process has held; 0 when it has none of
 *     its own
 */
record Run(long rows, double seconds, Map<String, Double> cpuSeconds, long peakBytes, Noise noise) {
  private static final double MEGABYTE = 1 << 20;

  /** Sorts the processes by name. */
  Run {
    cpuSeconds = Collections.unmodifiableMap(new TreeMap<>(cpuSeconds));
  }

  /** Rows per second. */
  double rate() {
    return rows / seconds;
  }

  /** The most memory that the contender's own process has held; 0 when it has none of its own. */
  double peakMegabytes() {
    return peakBytes / MEGABYTE;
  }

  /** CPU seconds that a million rows cost a process; NaN when it had no part in it. */
  double cpuPerMillion(String process) {
    return 1e6 * cpuSeconds.getOrDefault(process, Double.NaN) / rows;
  }
}
