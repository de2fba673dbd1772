/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** All clients. */
public final class Crew {
  private final CountDownLatch end = new CountDownLatch(1);
  private final Tally tally = new Tally();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();

  private Crew() {}

  /** Lets clients begin. */
  public static Crew start(Sessions sessions, Dialect dialect, WorkloadPlan plan)
      throws SQLException {
    World world;
    try (Connection connection = sessions.open()) {
      world = new World(connection, new Revisions());
    }
    Crew crew = new Crew();
    SplittableRandom random = new SplittableRandom(plan.seed());
    for (int i = 0; i < plan.threads(); i++) {
      Client client = new Client(plan, dialect, world, crew.tally, crew.end, random.split());
      crew.threads.add(new Thread(() -> crew.run(client, sessions), "lending-client-" + i));
    }
    crew.threads.forEach(Thread::start);
    return crew;
  }

  private void run(Client client, Sessions sessions) {
    try {
      client.run(sessions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      failure.compareAndSet(null, e);
      end.countDown(); // the others have no use without it
    }
  }

  /** What has been committed up to now. */
  public Counts counts() {
    return tally.counts();
  }

  /** The kinds of operation that no client has finished yet, by name. */
  public List<String> neverDone() {
    return Arrays.stream(Operation.values())
        .filter(operation -> tally.of(operation) == 0)
        .map(Operation::name)
        .toList();
  }

  /** Whether a client is still at work. */
  public boolean running() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** Tells the clients to finish what they are doing. */
  public void end() {
    end.countDown();
  }

  /** Waits until all clients have finished. */
  public void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Why the clients stopped before they were told to, if they did. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }
}
