/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

/** Told how far a load has come; by one thread at a time, with a growing number of rows. */
@FunctionalInterface
public interface LoadProgress {

  /** So many of all rows are committed. */
  void loaded(long rows, long total);
}
