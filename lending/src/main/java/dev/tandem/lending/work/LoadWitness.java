/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.util.List;

/** Told what becomes of each transaction of a load; by several threads. All times are nanoTime. */
public interface LoadWitness {

  /**
   * One has become due.
   *
   * @param operations changed rows or reads that it is thought to come to
   */
  void due(Deed deed, long dueNanos, double operations);

  /**
   * One has been committed, or has read what it wanted.
   *
   * @param operations changed rows, or reads
   * @param probes the rows to look for
   */
  void done(Deed deed, long dueNanos, long doneNanos, long operations, List<ProbeMark> probes);

  /** One was due, and has not been begun before the load was given up. */
  void dropped(Deed deed, long dueNanos, long nowNanos);

  /**
   * A row that was changed.
   *
   * @param number the first column of its key
   * @param revision what its Revision was set to: never less afterwards
   */
  record ProbeMark(String table, long number, long revision) {}
}
