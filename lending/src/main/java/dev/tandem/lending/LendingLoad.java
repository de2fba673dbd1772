/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.work.LoadPlan;
import dev.tandem.lending.work.LoadWitness;
import dev.tandem.lending.work.OpenLoad;
import dev.tandem.model.error.TandemException;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Loads the sample database for a set time with as many operations as planned, whatever becomes of
 * them. Deadlocks and lock timeouts are retried, a server that is lost is waited for.
 */
public final class LendingLoad implements AutoCloseable {
  private final LendingServer server;
  private final OpenLoad load;

  private LendingLoad(LendingServer server, OpenLoad load) {
    this.server = server;
    this.load = load;
  }

  /**
   * Makes the rows of these tables that probes change, where they are missing.
   *
   * @throws TandemException with a {@link LendingCode} when the server refuses
   */
  public static void prepare(LendingServer server, Collection<String> tables) {
    try {
      OpenLoad.prepare(server::open, server.dialect(), tables);
    } catch (SQLException e) {
      throw server.failed("make rows in the database " + server.database(), e);
    }
  }

  /**
   * Begins; the rows of the probed tables must have been made.
   *
   * @throws TandemException with a {@link LendingCode} when the server refuses
   */
  public static LendingLoad start(LendingServer server, LoadPlan plan, LoadWitness witness) {
    try {
      return new LendingLoad(server, OpenLoad.start(server::open, server.dialect(), plan, witness));
    } catch (SQLException e) {
      throw server.failed("change the database " + server.database(), e);
    }
  }

  /** When the warm-up began, by {@link System#nanoTime}. */
  public long startNanos() {
    return load.startNanos();
  }

  /** How many transactions are due and not begun. */
  public int waiting() {
    return load.waiting();
  }

  /** Whether something is still due or under way. */
  public boolean running() {
    return load.running();
  }

  /**
   * Waits for the end.
   *
   * @throws TandemException with a {@link LendingCode} when it failed
   */
  public void await() throws InterruptedException {
    load.await();
    if (load.failure().orElse(null) instanceof SQLException e) {
      throw server.failed("change the database " + server.database(), e);
    }
    if (load.failure().orElse(null) instanceof RuntimeException e) {
      throw e;
    }
  }

  /** Tells all to finish, without waiting for them. */
  @Override
  public void close() {
    load.end();
  }
}
