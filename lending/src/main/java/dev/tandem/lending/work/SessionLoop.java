/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works over as many sessions as it takes: a server that is lost is waited for.
 *
 * @param patience how long, before its loss counts as a failure
 */
record SessionLoop(Sessions sessions, Dialect dialect, Duration patience) {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);
  private static final long PAUSE_MILLIS = 200;
  private static final int SECONDS_TO_ANSWER = 2;

  /** What is done in a session, until there is no more of it. */
  @FunctionalInterface
  interface Work {
    void run(Connection connection) throws SQLException, InterruptedException;
  }

  /**
   * Works for as long as there is work.
   *
   * @param end cuts a pause short
   */
  void run(BooleanSupplier goesOn, CountDownLatch end, Work work)
      throws SQLException, InterruptedException {
    boolean lost = false;
    long lostSince = 0;
    while (goesOn.getAsBoolean()) {
      try (Connection connection = sessions.open()) {
        lost = false;
        run(connection, work);
      } catch (SQLException e) {
        lostSince = lost ? lostSince : System.nanoTime();
        lost = true;
        boolean patient = System.nanoTime() - lostSince < patience.toNanos();
        if (Trouble.of(e, dialect) != Trouble.LOST || !patient) {
          throw e;
        }
        LOG.debug("lost a session, error {}", e.getErrorCode());
        end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static void run(Connection connection, Work work)
      throws SQLException, InterruptedException {
    try {
      work.run(connection);
    } catch (SQLException e) {
      if (connection.isValid(SECONDS_TO_ANSWER)) {
        throw e;
      }
      // The driver says many things of a lost server, not all of them with the state for it.
      throw new SQLNonTransientConnectionException("the session is lost", Trouble.LOST_STATE, e);
    }
  }
}
