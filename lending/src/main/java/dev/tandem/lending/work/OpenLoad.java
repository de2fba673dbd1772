/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import dev.tandem.lending.table.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A load under way: one who says what is due, and clients who do it. */
public final class OpenLoad {
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private final DueQueue queue = new DueQueue();
  private final long startNanos;

  private OpenLoad(long startNanos) {
    this.startNanos = startNanos;
  }

  /** Makes the rows of tables that probes change, and those that they refer to. */
  public static void prepare(Sessions sessions, Dialect dialect, Collection<String> tables)
      throws SQLException {
    try (Connection connection = sessions.open()) {
      World world = new World(connection, new Revisions());
      Session session = new Session(connection, dialect, world, new Tally());
      Clerk clerk = new Clerk(session, world, new SplittableRandom());
      for (String table : tables) {
        ProbeRows.ensure(clerk, Tables.named(table));
      }
    }
  }

  /** Begins; the rows of the probed tables must be there. */
  public static OpenLoad start(
      Sessions sessions, Dialect dialect, LoadPlan plan, LoadWitness witness) throws SQLException {
    World world;
    try (Connection connection = sessions.open()) {
      world = new World(connection, new Revisions());
    }
    OpenLoad load = new OpenLoad(System.nanoTime());
    SplittableRandom random = new SplittableRandom(plan.seed());
    Dispatcher dispatcher = new Dispatcher(plan, load.queue, witness, load.end, random.split());
    load.add("lending-due", () -> dispatcher.run(load.startNanos));
    for (int i = 0; i < plan.clients(); i++) {
      LoadClient client =
          new LoadClient(plan, dialect, world, load.queue, witness, load.end, random.split());
      load.add("lending-client-" + i, () -> client.run(sessions));
    }
    load.threads.forEach(Thread::start);
    return load;
  }

  private void add(String name, Part part) {
    threads.add(new Thread(() -> run(part), name));
  }

  private void run(Part part) {
    try {
      part.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      failure.compareAndSet(null, e);
      end.countDown(); // the others have no use without it
    }
  }

  /** When the warm-up began, by {@link System#nanoTime}. */
  public long startNanos() {
    return startNanos;
  }

  /** How many transactions are due and not begun. */
  public int waiting() {
    return queue.size();
  }

  /** Whether somebody is still at work. */
  public boolean running() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** Tells all to finish what they are doing; what is due then is left. */
  public void end() {
    end.countDown();
  }

  /** Waits until all have finished. */
  public void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Why it ended before its time, if it did. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** The work of one thread. */
  private interface Part {
    void run() throws SQLException, InterruptedException;
  }
}
