/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.time.Duration;

/**
 * When an entity has so many dead letters that it is stopped.
 *
 * @param stopAt that many are still parked
 * @param within the time in which they are counted
 */
public record DeadLetterLimit(int stopAt, Duration within) {
  /** What holds when the file says nothing. */
  static final DeadLetterLimit DEFAULT =
      new DeadLetterLimit(DeadLetterKeys.DEFAULT_STOP_AT, DeadLetterKeys.DEFAULT_WITHIN);
}
