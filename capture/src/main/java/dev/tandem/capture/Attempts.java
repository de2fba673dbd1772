/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

/**
 * Counts the failures in a row between which nothing new was told. The rows of a snapshot do not
 * count: the next attempt reads them all again, and would for ever.
 */
final class Attempts {
  private long changes;
  private int failures;

  /**
   * One more failure.
   *
   * @param changesByNow that were read from the log since capture started
   * @return how many there were in a row
   */
  int failed(long changesByNow) {
    failures = changesByNow > changes ? 1 : failures + 1;
    changes = changesByNow;
    return failures;
  }
}
