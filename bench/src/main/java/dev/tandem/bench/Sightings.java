/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When each row of the target first showed to a session that has nothing to do with the sink. */
final class Sightings {
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(2);

  private final long firstId;
  private final long[] seen;
  private final NanoClock clock;
  private int allBelow;

  /** What is looked at. */
  interface Target {
    /** The ids of the rows above that one which can be seen, in any order. */
    long[] above(long id) throws SQLException;
  }

  /**
   * Nothing seen yet.
   *
   * @param firstId the id of the row with the number 0
   */
  Sightings(long firstId, int rows, NanoClock clock) {
    this.firstId = firstId;
    this.seen = new long[rows];
    this.clock = clock;
  }

  /**
   * Looks every two milliseconds until that many rows, counted from the first, have been seen.
   *
   * @throws IllegalStateException when no row comes for that long
   */
  void await(int rows, Duration patience, Target target) throws SQLException {
    long latest = clock.nanos();
    while (allBelow < rows) {
      long began = clock.nanos();
      if (look(target)) {
        latest = clock.nanos();
      } else if (clock.nanos() - latest > patience.toNanos()) {
        throw new IllegalStateException("no row has come for " + patience + " after " + allBelow);
      }
      clock.pause(PERIOD - (clock.nanos() - began));
    }
  }

  private boolean look(Target target) throws SQLException {
    boolean any = false;
    long[] ids = target.above(firstId + allBelow - 1);
    long now = clock.nanos();
    for (long id : ids) {
      int number = (int) (id - firstId);
      if (seen[number] == 0) {
        seen[number] = now;
        any = true;
      }
    }
    while (allBelow < seen.length && seen[allBelow] != 0) {
      allBelow++;
    }
    return any;
  }

  /** By the clock. */
  long seenNanos(int row) {
    return seen[row];
  }
}
