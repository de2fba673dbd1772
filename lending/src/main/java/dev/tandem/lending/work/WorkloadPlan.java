/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.time.Duration;

/**
 * How the database is changed.
 *
 * @param seed decides what clients try; what becomes of it depends on how they meet
 * @param threads clients, each with a session of its own
 * @param changesPerSecond rows changed in a second by all clients together; 0 for as many as go
 * @param changes rows after which the clients stop; 0 for never
 * @param hotKeys rows of each table, the first ones, that a good third of all changes falls upon
 * @param patience how long a lost server is waited for before the workload fails
 * @param bigTransactionRows rows of an occasional big transaction
 */
public record WorkloadPlan(
    long seed,
    int threads,
    int changesPerSecond,
    long changes,
    int hotKeys,
    Duration patience,
    int bigTransactionRows) {
  private static final int BIG_TRANSACTION_ROWS = 2_000;
  private static final int SMALLEST_BIG_TRANSACTION_ROWS = 50;
  private static final int SECONDS_OF_BIG_TRANSACTION = 5;

  /** Checks the numbers. */
  public WorkloadPlan {
    if (threads < 1
        || changesPerSecond < 0
        || changes < 0
        || hotKeys < 1
        || bigTransactionRows < 2) {
      throw new IllegalArgumentException(
          "a workload wants at least one thread, one hot key, and no negative numbers");
    }
  }

  /** Two clients, as fast as it goes, until they are stopped; 50 hot keys, a minute's patience. */
  public static WorkloadPlan of(long seed) {
    return new WorkloadPlan(seed, 2, 0, 0, 50, Duration.ofMinutes(1), BIG_TRANSACTION_ROWS);
  }

  /** With so many clients. */
  public WorkloadPlan withThreads(int number) {
    return new WorkloadPlan(
        seed, number, changesPerSecond, changes, hotKeys, patience, bigTransactionRows);
  }

  /**
   * At that many changed rows a second, 0 for as many as go; and with big transactions of no more
   * than some seconds' worth.
   */
  public WorkloadPlan withChangesPerSecond(int rate) {
    int big = rate == 0 ? BIG_TRANSACTION_ROWS : rate * SECONDS_OF_BIG_TRANSACTION;
    return new WorkloadPlan(seed, threads, rate, changes, hotKeys, patience, BIG_TRANSACTION_ROWS)
        .withBigTransactionRows(Math.min(BIG_TRANSACTION_ROWS, big));
  }

  /** With big transactions of that many rows, and of 50 at least. */
  public WorkloadPlan withBigTransactionRows(int rows) {
    return new WorkloadPlan(
        seed,
        threads,
        changesPerSecond,
        changes,
        hotKeys,
        patience,
        Math.max(SMALLEST_BIG_TRANSACTION_ROWS, rows));
  }

  /** Until so many rows have been changed, by a transaction more or less; 0 for no end. */
  public WorkloadPlan withChanges(long number) {
    return new WorkloadPlan(
        seed, threads, changesPerSecond, number, hotKeys, patience, bigTransactionRows);
  }

  /** With so many hot rows in each table. */
  public WorkloadPlan withHotKeys(int number) {
    return new WorkloadPlan(
        seed, threads, changesPerSecond, changes, number, patience, bigTransactionRows);
  }

  /** Waiting so long for a server that is lost. */
  public WorkloadPlan withPatience(Duration time) {
    return new WorkloadPlan(
        seed, threads, changesPerSecond, changes, hotKeys, time, bigTransactionRows);
  }
}
