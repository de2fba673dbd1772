/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

/**
 * How much is looked into, and kept in memory.
 *
 * @param cells of the {@link Sketch}; rows that can differ at once are three quarters of it, and a
 *     cell takes 36 bytes
 * @param scans of both sides, at most, until the rest counts as not looked into
 * @param examined rows that are looked at again one by one, at most
 * @param rounds in which a row that keeps changing is looked at
 * @param listed differences that the report shows; all are counted
 */
public record Limits(int cells, int scans, long examined, int rounds, int listed) {
  /** Memory of some 50 MB, and no more than hours for a table of 100 million rows. */
  public static final Limits DEFAULT = new Limits(3 << 16, 64, 1_000_000, 12, 100);

  /** Checks that something can be looked into at all. */
  public Limits {
    if (cells < 30 || scans < 2 || examined < 1 || rounds < 1 || listed < 0) {
      throw new IllegalArgumentException(
          "limits too small: " + cells + ", " + scans + ", " + examined + ", " + rounds);
    }
  }
}
