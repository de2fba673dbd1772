/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.SqlServerError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** All databases; its monitor is the lock of everything below it. */
public final class Instance {
  private static final int FIRST_USER_DATABASE = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final NavigableMap<String, Database> databases =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean agentRunning = true;
  private boolean secondaryReplica;
  private AfterImage afterImage = AfterImage.VALUE;

  public Instance(Clock clock) {
    this.clock = clock;
    databases.put("master", new Database(this, "master", 1));
  }

  /** The database of this name, made when it is not there. */
  public synchronized Database database(String name) {
    int id = FIRST_USER_DATABASE - 1 + databases.size();
    return databases.computeIfAbsent(name, any -> new Database(this, name, id));
  }

  public synchronized Optional<Database> find(String name) {
    return Optional.ofNullable(databases.get(name));
  }

  /**
   * The database of this name.
   *
   * @throws SqlServerError 911 when there is none
   */
  public Database require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SqlServerError(
                    911,
                    "Database '"
                        + name
                        + "' does not exist. Make sure that the name is entered correctly."));
  }

  public synchronized Collection<Database> databases() {
    return List.copyOf(databases.values());
  }

  public Transaction begin() {
    return new Transaction(this);
  }

  /** The server's clock, which is in UTC. */
  public Instant now() {
    return clock.instant();
  }

  /** Gives the lock away until others have brought something about, or until it takes too long. */
  void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (this) {
      while (!reached.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw SqlServerError.deadlock();
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw SqlServerError.deadlock();
        }
      }
    }
  }

  /** Whether SQL Server Agent is there, without which nothing is captured. */
  public synchronized boolean agentRunning() {
    return agentRunning;
  }

  public synchronized void agentRunning(boolean running) {
    agentRunning = running;
  }

  public synchronized boolean secondaryReplica() {
    return secondaryReplica;
  }

  public synchronized void secondaryReplica(boolean secondary) {
    secondaryReplica = secondary;
  }

  public synchronized AfterImage afterImage() {
    return afterImage;
  }

  public synchronized void afterImage(AfterImage chosen) {
    afterImage = chosen;
  }
}
