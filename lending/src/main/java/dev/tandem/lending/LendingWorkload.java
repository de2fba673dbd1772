/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.work.Counts;
import dev.tandem.lending.work.Crew;
import dev.tandem.lending.work.WorkloadPlan;
import dev.tandem.model.error.TandemException;
import java.sql.SQLException;
import java.util.List;

/**
 * Goes on changing the sample database, until it is stopped or has made as many changes as planned.
 * Deadlocks and lock timeouts are retried, a server that is lost is waited for.
 */
public final class LendingWorkload implements AutoCloseable {
  private final LendingServer server;
  private final Crew crew;

  private LendingWorkload(LendingServer server, Crew crew) {
    this.server = server;
    this.crew = crew;
  }

  /**
   * Lets clients begin; the tables must have been created and filled.
   *
   * @throws TandemException with a {@link LendingCode} when the server refuses
   */
  public static LendingWorkload start(LendingServer server, WorkloadPlan plan) {
    try {
      return new LendingWorkload(server, Crew.start(server::open, server.dialect(), plan));
    } catch (SQLException e) {
      throw server.failed("change the database " + LendingSchema.DATABASE, e);
    }
  }

  /** What has been committed up to now. */
  public Counts counts() {
    return crew.counts();
  }

  /** The kinds of operation that no client has finished yet, by name. */
  List<String> neverDone() {
    return crew.neverDone();
  }

  /** Whether a client is still at work. */
  public boolean running() {
    return crew.running();
  }

  /**
   * Waits for the planned number of changes.
   *
   * @throws TandemException with a {@link LendingCode} when the workload failed
   */
  public Counts await() throws InterruptedException {
    crew.await();
    if (crew.failure().orElse(null) instanceof SQLException e) {
      throw server.failed("change the database " + LendingSchema.DATABASE, e);
    }
    if (crew.failure().orElse(null) instanceof RuntimeException e) {
      throw e;
    }
    return counts();
  }

  /**
   * Stops after the transactions under way.
   *
   * @throws TandemException with a {@link LendingCode} when the workload failed before
   */
  public Counts stop() throws InterruptedException {
    crew.end();
    return await();
  }

  /** Tells the clients to finish, without waiting for them. */
  @Override
  public void close() {
    crew.end();
  }
}
