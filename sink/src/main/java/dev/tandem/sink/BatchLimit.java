/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Duration;

/**
 * How much is written together just now: as much as is configured, or less while the target is so
 * slow that a batch would still be under way when its lanes are given to another sink.
 */
final class BatchLimit {
  /** Well below the seconds that a hand-over, or an end, waits for the write under way. */
  static final Duration LONGEST_WRITE = Duration.ofSeconds(2);

  /** With smaller ones, what a batch costs by itself would outweigh its rows. */
  private static final int MOST_HALVINGS = 6;

  private final BatchSize most;
  private int halvings;

  BatchLimit(BatchSize most) {
    this.most = most;
  }

  BatchSize now() {
    return new BatchSize(
        Math.max(1, most.records() >> halvings), Math.max(1, most.bytes() >> halvings));
  }

  /**
   * A batch has come to its end: half as much after one that took too long, twice as much after a
   * full one that took a fourth of that.
   *
   * @param written what the batch held
   */
  void took(BatchSize written, Duration time) {
    if (time.compareTo(LONGEST_WRITE) > 0) {
      halvings = Math.min(MOST_HALVINGS, halvings + 1);
    } else if (written.reaches(now()) && time.compareTo(LONGEST_WRITE.dividedBy(4)) < 0) {
      halvings = Math.max(0, halvings - 1);
    }
  }
}
