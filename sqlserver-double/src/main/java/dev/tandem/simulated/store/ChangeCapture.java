/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.SqlServerError;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database's log, and the capture job that reads it into change tables. */
public final class ChangeCapture {
  private static final int MOST_INSTANCES = 2;
  private static final Lsn FIRST = new Lsn((42L << Integer.SIZE) + 16, 1);

  private static final Binary ALIVE = Binary.of((byte) 0);

  private final Instance instance;
  private final Database database;
  private final List<CaptureInstance> captureInstances = new ArrayList<>();
  private final List<LsnTime> times = new ArrayList<>();
  private final Deque<Committed> pending = new ArrayDeque<>();
  private final List<Alteration> alterations = new ArrayList<>();
  private final LogScans scans = new LogScans();
  private CaptureMode mode = CaptureMode.AT_ONCE;
  private Lsn last = FIRST;
  private long transactions;

  ChangeCapture(Instance instance, Database database) {
    this.instance = instance;
    this.database = database;
  }

  /**
   * A row of cdc.lsn_time_mapping.
   *
   * @param transaction one zero byte for an entry that only says that the job is alive
   */
  public record LsnTime(Lsn lsn, Instant begin, Instant end, Binary transaction) {}

  private record Logged(Lsn sequence, Change change) {}

  private record Altered(Table table, String statement) {}

  private record Committed(LsnTime time, List<Logged> changes, @Nullable Altered altered) {}

  /** Writes a transaction to the log. */
  void log(Instant begin, List<Change> changes) {
    List<Logged> logged = new ArrayList<>();
    for (Change change : changes) {
      if (captureInstances.stream().anyMatch(it -> it.table() == change.table())) {
        logged.add(new Logged(nextLsn(), change));
      }
    }
    if (!logged.isEmpty()) {
      transactions++;
      Binary id = Binary.of(ByteBuffer.allocate(Long.BYTES).putLong(transactions).array());
      append(begin, id.resized(10), logged);
    }
  }

  private void append(Instant begin, Binary transaction, List<Logged> changes) {
    LsnTime time = new LsnTime(nextLsn(), begin, instance.now(), transaction);
    pending.add(new Committed(time, changes, null));
    catchUp();
  }

  /** Writes to the log that a table's columns changed. */
  void altered(Table table, String statement) {
    LsnTime time = new LsnTime(nextLsn(), instance.now(), instance.now(), ALIVE);
    pending.add(new Committed(time, List.of(), new Altered(table, statement)));
    catchUp();
  }

  private Lsn nextLsn() {
    last = last.next();
    return last;
  }

  /** As the capture job does when nothing changes: shows that it is alive. */
  public void heartbeat() {
    synchronized (instance) {
      append(instance.now(), ALIVE, List.of());
    }
  }

  public void mode(CaptureMode chosen) {
    synchronized (instance) {
      catchUp();
      mode = chosen;
    }
  }

  /** Captures what is committed now, even when paused. */
  public void run() {
    synchronized (instance) {
      captureUntil(Instant.MAX);
    }
  }

  /** Captures what is due; writers and readers see to it, so that no thread has to. */
  private void catchUp() {
    if (!instance.agentRunning() || mode.paused()) {
      return;
    }
    captureUntil(instance.now().minus(mode.delay()));
  }

  private void captureUntil(Instant due) {
    int transactions = 0;
    @Nullable Lsn first = null;
    while (!pending.isEmpty() && !pending.element().time().end().isAfter(due)) {
      Committed committed = pending.remove();
      first = first == null ? committed.time().lsn() : first;
      transactions += committed.changes().isEmpty() ? 0 : 1;
      capture(committed);
    }
    if (first != null && transactions > 0) {
      scans.found(instance.now(), first, transactions);
    }
  }

  private void capture(Committed committed) {
    Lsn commit = committed.time().lsn();
    if (committed.altered() != null) {
      note(committed.altered(), committed.time());
      return;
    }
    times.add(committed.time());
    int command = 0;
    for (Logged logged : committed.changes()) {
      command++;
      for (CaptureInstance captureInstance : captureInstances) {
        if (captureInstance.captures(logged.change(), commit)) {
          captureInstance.capture(
              logged.change(), commit, logged.sequence(), command, instance.afterImage());
        }
      }
    }
  }

  private void note(Altered altered, LsnTime time) {
    for (CaptureInstance captureInstance : captureInstances) {
      if (captureInstance.table() == altered.table()) {
        alterations.add(
            new Alteration(captureInstance, altered.statement(), time.lsn(), time.end()));
      }
    }
  }

  /** What the job has read of tables that were altered, in order. */
  public List<Alteration> alterations() {
    synchronized (instance) {
      catchUp();
      return List.copyOf(alterations);
    }
  }

  /**
   * What the job's last looks at the log came to. When it runs and nothing waits for it, it looks
   * once more at each question, though a real one does so every few seconds.
   */
  public List<LogScan> scans() {
    synchronized (instance) {
      catchUp();
      if (instance.agentRunning() && !mode.paused() && pending.isEmpty()) {
        scans.foundNothing(instance.now());
      }
      return scans.all();
    }
  }

  /**
   * Makes a capture instance.
   *
   * @param columns empty for all
   * @throws SqlServerError 22926 for a name that is taken, 22962 for a third instance of a table
   */
  public CaptureInstance enable(Table table, String name, List<String> columns) {
    synchronized (instance) {
      requireRoom(table, name);
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        String column = table.columns().get(i).name();
        if (columns.isEmpty() || columns.stream().anyMatch(column::equalsIgnoreCase)) {
          places.add(i);
        }
      }
      CaptureInstance made =
          new CaptureInstance(
              table, name, database.nextObjectId(), places, nextLsn(), instance.now());
      captureInstances.add(made);
      heartbeat();
      return made;
    }
  }

  private void requireRoom(Table table, String name) {
    if (find(name).isPresent()) {
      throw new SqlServerError(
          22926,
          "Could not create a capture instance because the capture instance name '"
              + name
              + "' already exists in the current database.");
    }
    if (captureInstances.stream().filter(it -> it.table() == table).count() >= MOST_INSTANCES) {
      throw new SqlServerError(
          22962,
          "Two capture instances already exist for source table '"
              + table.schema()
              + "."
              + table.name()
              + "'. A table can have at most two capture instances.");
    }
  }

  /**
   * Drops a capture instance with all that it captured.
   *
   * @throws SqlServerError 22985 when there is none of this name
   */
  public void disable(String name) {
    synchronized (instance) {
      captureInstances.remove(
          find(name)
              .orElseThrow(
                  () ->
                      new SqlServerError(
                          22985, "The capture instance '" + name + "' does not exist.")));
    }
  }

  public Optional<CaptureInstance> find(String name) {
    synchronized (instance) {
      catchUp();
      return captureInstances.stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
    }
  }

  /** In the order in which they were made. */
  public List<CaptureInstance> captureInstances() {
    synchronized (instance) {
      catchUp();
      return List.copyOf(captureInstances);
    }
  }

  /** What the job has captured from a commit on, in order; a view, to be read under the lock. */
  public List<LsnTime> timesFrom(Lsn from) {
    synchronized (instance) {
      catchUp();
      return Collections.unmodifiableList(times.subList(indexOf(from), times.size()));
    }
  }

  /** The entry of a commit or of the last one before it. */
  public Optional<LsnTime> timeOf(Lsn lsn) {
    synchronized (instance) {
      int behind = indexOf(lsn.next());
      return behind == 0 ? Optional.empty() : Optional.of(times.get(behind - 1));
    }
  }

  private int indexOf(Lsn from) {
    return Lsn.indexOf(times, LsnTime::lsn, from);
  }

  /** The last commit that is captured; null when there is none. */
  public @Nullable Lsn maxLsn() {
    synchronized (instance) {
      catchUp();
      return times.isEmpty() ? null : times.get(times.size() - 1).lsn();
    }
  }

  /** Whether the job's last look at the log found nothing. */
  public boolean isIdle() {
    synchronized (instance) {
      catchUp();
      return pending.isEmpty();
    }
  }

  /** Forgets what was committed before an LSN, in all change tables. */
  public void cleanUp(Lsn low) {
    synchronized (instance) {
      catchUp();
      captureInstances.forEach(it -> it.cleanUp(low));
      times.subList(0, indexOf(low)).clear();
    }
  }
}
