/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what a process does for one table or entity. Safe for several threads. */
public final class SubjectMeter {
  private static final long PACE_MILLIS = 15_000;
  private static final long LATENCY_MILLIS = 60_000;

  /** What waits is tried again every few seconds; what is not told again is not waited for. */
  private static final long OBSTACLE_MILLIS = 30_000;

  private final String name;
  private final Tally tally = new Tally();
  private final Latencies latencies = new Latencies(LATENCY_MILLIS);
  private final Pace pace = new Pace(PACE_MILLIS);
  private final Map<String, Obstacle> obstacles = new ConcurrentHashMap<>();
  private volatile @Nullable Beginning snapshot;
  private volatile boolean snapshotDone;
  private volatile @Nullable Reason pause;

  SubjectMeter(String name) {
    this.name = name;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Something was done so many times. */
  public void add(Count what, long number) {
    tally.add(what, number);
  }

  /** How often something was done. */
  public long get(Count what) {
    return tally.get(what);
  }

  /** How long after its commit at the source a change was done with. */
  public void latency(long micros) {
    latencies.record(micros);
  }

  /**
   * A snapshot begins.
   *
   * @param expected rows; null when nobody knows
   */
  public void snapshotBegins(@Nullable Long expected, long nowMillis) {
    snapshot = new Beginning(expected, nowMillis, tally.get(Count.SNAPSHOT));
    snapshotDone = false;
  }

  /** All rows of the snapshot are read. */
  public void snapshotEnds() {
    snapshotDone = true;
  }

  /**
   * A part of it does not go on.
   *
   * @param where the part
   * @param state {@link WorkState#WAITING} or {@link WorkState#STOPPED}
   */
  public void stands(String where, WorkState state, Reason reason, long nowMillis) {
    obstacles.put(where, new Obstacle(state, reason, nowMillis));
  }

  /** A part of it goes on, whether or not it stood. */
  public void goesOn(String where) {
    if (!obstacles.isEmpty()) {
      obstacles.remove(where);
    }
  }

  /** An operator has paused it. */
  public void pauses(Reason why) {
    pause = why;
  }

  /** It is paused no more. */
  public void resumes() {
    pause = null;
  }

  /** Called by one thread, every few seconds. */
  SubjectReport report(WorkState ofProcess, @Nullable Reason reasonOfProcess, long nowMillis) {
    obstacles.values().removeIf(one -> one.at < nowMillis - OBSTACLE_MILLIS);
    Obstacle own = own(ofProcess, nowMillis);
    return new SubjectReport(
        name,
        own == null ? state(ofProcess) : own.state,
        own == null ? reasonOfProcess : own.reason,
        tally.all(),
        pace.perSecond(done(), nowMillis),
        latencies.tell(nowMillis),
        snapshot());
  }

  private @Nullable Obstacle own(WorkState ofProcess, long nowMillis) {
    Reason paused = pause;
    if (paused != null && ofProcess != WorkState.STOPPED) {
      return new Obstacle(WorkState.PAUSED, paused, nowMillis);
    }
    return ofProcess == WorkState.STREAMING ? worst() : null;
  }

  private @Nullable Obstacle worst() {
    Obstacle worst = null;
    for (Obstacle one : obstacles.values()) {
      if (worst == null || one.state == WorkState.STOPPED) {
        worst = one;
      }
    }
    return worst;
  }

  private WorkState state(WorkState ofProcess) {
    Beginning begun = snapshot;
    return ofProcess == WorkState.SNAPSHOTTING && (begun == null || snapshotDone)
        ? WorkState.STREAMING
        : ofProcess;
  }

  private long done() {
    return tally.get(Count.CAPTURED)
        + tally.get(Count.SNAPSHOT)
        + tally.get(Count.MAPPED)
        + tally.get(Count.SETTLED);
  }

  private SubjectReport.@Nullable Snapshot snapshot() {
    Beginning begun = snapshot;
    return begun == null
        ? null
        : new SubjectReport.Snapshot(
            tally.get(Count.SNAPSHOT) - begun.rowsBefore,
            begun.expected,
            begun.startedAt,
            snapshotDone);
  }

  private record Beginning(@Nullable Long expected, long startedAt, long rowsBefore) {}

  private record Obstacle(WorkState state, Reason reason, long at) {}
}
