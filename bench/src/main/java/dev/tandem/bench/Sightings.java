/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When each row of the target first showed to a session that has nothing to do with the sink. */
final class Sightings {
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(2);
  private static final String NEW_ROWS = "SELECT order_id FROM sales.orders WHERE order_id > ?";

  private final long firstId;
  private final long[] seen;
  private int allBelow;

  /**
   * Nothing seen yet.
   *
   * @param firstId the id of the row with the number 0
   */
  Sightings(long firstId, int rows) {
    this.firstId = firstId;
    this.seen = new long[rows];
  }

  /**
   * Looks until that many rows, counted from the first, have been seen.
   *
   * @throws IllegalStateException when no row comes for that long
   */
  void await(int rows, Duration patience, Connection session) throws SQLException {
    long latest = System.nanoTime();
    try (PreparedStatement statement = session.prepareStatement(NEW_ROWS)) {
      while (allBelow < rows) {
        long began = System.nanoTime();
        statement.setLong(1, firstId + allBelow - 1);
        if (look(statement)) {
          latest = System.nanoTime();
        } else if (System.nanoTime() - latest > patience.toNanos()) {
          throw new IllegalStateException("no row has come for " + patience + " after " + allBelow);
        }
        LockSupport.parkNanos(PERIOD - (System.nanoTime() - began));
      }
    }
  }

  private boolean look(PreparedStatement statement) throws SQLException {
    boolean any = false;
    try (ResultSet row = statement.executeQuery()) {
      long now = System.nanoTime();
      while (row.next()) {
        int number = (int) (row.getLong(1) - firstId);
        if (seen[number] == 0) {
          seen[number] = now;
          any = true;
        }
      }
    }
    while (allBelow < seen.length && seen[allBelow] != 0) {
      allBelow++;
    }
    return any;
  }

  /** By {@link System#nanoTime}. */
  long seenNanos(int row) {
    return seen[row];
  }
}
