/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import java.util.Map;

/**
 * What happened in a few seconds. What is not known is not a number.
 *
 * @param second the end of it, from the start of the warm-up
 * @param duePerSecond operations that became due
 * @param donePerSecond operations that were done
 * @param waiting transactions that were due and not begun at its end
 * @param commit from due to committed
 * @param targets what was seen at each
 * @param cpuPercent how busy the machine was
 * @param memoryMb how much of its memory was used
 */
record Sample(
    double second,
    double duePerSecond,
    double donePerSecond,
    int waiting,
    Seen commit,
    Map<String, Seen> targets,
    double cpuPercent,
    double memoryMb) {

  /** Copies the map. */
  Sample {
    targets = Map.copyOf(targets);
  }

  /**
   * Delays in milliseconds.
   *
   * @param oldestMs the age of the oldest change that could not be seen at the end
   */
  record Seen(double p50Ms, double p99Ms, double oldestMs) {}

  /** What was seen at a target. */
  Seen at(String target) {
    return targets.getOrDefault(target, new Seen(Double.NaN, Double.NaN, Double.NaN));
  }
}
