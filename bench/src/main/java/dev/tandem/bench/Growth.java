/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a number of rows grow to what it must become. It begins with the first of them, which are
 * not counted, since they were written before.
 *
 * @param lookAgain how long to wait between two looks
 * @param slowest the rows per second below which it is given up
 */
record Growth(Duration lookAgain, double slowest) {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  /** Tells how many rows are written by now. */
  interface Written {
    /** Counted from the start of the run. */
    long rows() throws ExecutionException, InterruptedException;
  }

  /**
   * Waits for all rows.
   *
   * @param rows how many there will be
   * @param writer the process that writes them
   * @param others what else takes part
   */
  Run measure(Written written, int rows, ChildProcess writer, List<Processes> others)
      throws ExecutionException, InterruptedException {
    long seen = await(written, writer, 1, (double) START_LIMIT.toSeconds());
    Stretch stretch = Stretch.begin(writer, others);
    await(written, writer, rows, START_LIMIT.toSeconds() + rows / slowest);
    return stretch.end(rows - seen, writer.processes());
  }

  private long await(Written written, ChildProcess writer, long rows, double seconds)
      throws ExecutionException, InterruptedException {
    long begun = System.nanoTime();
    long done = written.rows();
    while (done < rows) {
      writer.requireAlive();
      if ((System.nanoTime() - begun) / 1e9 > seconds) {
        throw writer.failed("wrote only " + done + " rows");
      }
      LockSupport.parkNanos(lookAgain.toNanos());
      done = written.rows();
    }
    return done;
  }
}
