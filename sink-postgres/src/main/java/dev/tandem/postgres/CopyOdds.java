/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

/** Whether to try a copy again: after each one that fails, twice as many batches are upserted. */
final class CopyOdds {
  private static final int LONGEST_PAUSE = 1_024;

  private int pause = 1;
  private int left;

  /** Whether now is a time to try; counts the batches that are not tried. */
  boolean areGood() {
    if (left == 0) {
      return true;
    }
    left--;
    return false;
  }

  void won() {
    pause = 1;
  }

  void lost() {
    left = pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
}
