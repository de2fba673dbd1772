/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what a process does, and keeps what it says of itself. Safe for several threads. */
public final class ProcessMeter {
  private final Clock clock;
  private final Tally tally = new Tally();
  private final Map<String, SubjectMeter> subjects = new ConcurrentHashMap<>();
  private volatile Condition condition = new Condition(WorkState.STARTING, null);
  private volatile long progressAt;
  private volatile ProcessReport.@Nullable SourceLog sourceLog;
  private volatile long sourceLogAt;
  private volatile ProcessReport.@Nullable Heartbeat heartbeat;
  private final Map<Object, Long> obeyed = new ConcurrentHashMap<>();
  private volatile @Nullable Integer revision;
  private final Map<String, Supplier<StateReport>> states;

  /** A meter of a process that has not started. */
  public ProcessMeter() {
    this(Clock.systemUTC());
  }

  /** A meter that goes by another clock than the system's. */
  public ProcessMeter(Clock clock) {
    this(clock, new ConcurrentSkipListMap<>());
  }

  private ProcessMeter(Clock clock, Map<String, Supplier<StateReport>> states) {
    this.clock = clock;
    this.states = states;
    this.progressAt = clock.millis();
  }

  /** For a part of the process: what that keeps is told here, how it fares is not. */
  public ProcessMeter ofPart() {
    return new ProcessMeter(clock, states);
  }

  /** The meter of a table or an entity; it is there from its first use on. */
  public SubjectMeter subject(String name) {
    SubjectMeter known = subjects.get(name);
    return known != null ? known : subjects.computeIfAbsent(name, SubjectMeter::new);
  }

  /** All of them. */
  public Collection<SubjectMeter> subjects() {
    return subjects.values();
  }

  /** Something was done so many times that no table or entity is known for. */
  public void add(Count what, long number) {
    tally.add(what, number);
  }

  /** How often that was. */
  public long get(Count what) {
    return tally.get(what);
  }

  /** It works, and has just got something done. */
  public void works(WorkState state) {
    progressAt = clock.millis();
    if (condition.state != state) {
      condition = new Condition(state, null);
    }
  }

  /** It has nothing to tell but its state. */
  public void is(WorkState state) {
    condition = new Condition(state, null);
  }

  /** It goes on by itself once that is over. */
  public void waits(Reason reason) {
    condition = new Condition(WorkState.WAITING, reason);
  }

  /** A person must decide. */
  public void stops(Reason reason) {
    condition = new Condition(WorkState.STOPPED, reason);
  }

  /** How long the source keeps changes, and how much of that is left if capture stops now. */
  public void sourceLog(Duration headroom, Duration retention) {
    sourceLogAt = clock.millis();
    sourceLog =
        new ProcessReport.SourceLog(Math.max(0, headroom.toSeconds()), retention.toSeconds());
  }

  /**
   * The heartbeat's row was written at the source, or read back at the target.
   *
   * @param writtenAtMillis when it was written, in milliseconds since 1970
   */
  public void shows(long writtenAtMillis) {
    heartbeat = new ProcessReport.Heartbeat(writtenAtMillis, null);
  }

  /** The heartbeat's row could not be written or read; what was known of it last still holds. */
  public void showsUnknown(Reason reason) {
    ProcessReport.Heartbeat known = heartbeat;
    heartbeat = new ProcessReport.Heartbeat(known == null ? null : known.writtenAtMillis(), reason);
  }

  /**
   * A part of the process has done what operators ordered. One that has begun but done nothing yet
   * says so, too: the process has obeyed what all of its parts have.
   *
   * @param part the same object each time
   * @param orders one behind the last order of the topic of orders that it has obeyed
   */
  public void obeyed(Object part, long orders) {
    obeyed.put(part, orders);
  }

  /** A part of the process has ended. */
  public void obeysNoMore(Object part) {
    obeyed.remove(part);
  }

  /** It maps by that revision of the mapping. */
  public void mapsBy(int revision) {
    this.revision = revision;
  }

  /**
   * It keeps something on disk.
   *
   * @param name of what it is kept for
   * @param state asked for each report, by another thread
   */
  public void keeps(String name, Supplier<StateReport> state) {
    states.put(name, state);
  }

  /** It keeps that no more. */
  public void keepsNoMore(String name) {
    states.remove(name);
  }

  /** Milliseconds since 1970. */
  public long now() {
    return clock.millis();
  }

  /** When it last got anything done, in milliseconds since 1970. */
  public long progressAt() {
    return progressAt;
  }

  /** What it does. */
  public WorkState state() {
    return condition.state;
  }

  /** Why it does not go on, or null. */
  public @Nullable Reason reason() {
    return condition.reason;
  }

  /** What it tells now; called by one thread, every few seconds. */
  public ProcessReport report(ProcessReport.Identity identity) {
    Condition now = condition;
    long nowMillis = clock.millis();
    List<SubjectReport> told =
        subjects.values().stream()
            .sorted(Comparator.comparing(SubjectMeter::name))
            .map(subject -> subject.report(now.state, now.reason, nowMillis))
            .toList();
    return new ProcessReport(
        identity,
        nowMillis,
        progressAt,
        now.state,
        now.reason,
        tally.all(),
        sourceLogNow(nowMillis),
        obeyed.values().stream().min(Long::compare).orElse(null),
        revision,
        heartbeat,
        told,
        states.values().stream().map(Supplier::get).toList());
  }

  /** What was found a while ago has shrunk since. */
  private ProcessReport.@Nullable SourceLog sourceLogNow(long nowMillis) {
    ProcessReport.SourceLog found = sourceLog;
    if (found == null) {
      return null;
    }
    boolean isInStep = condition.state == WorkState.STREAMING;
    long since = isInStep ? 0 : (nowMillis - sourceLogAt) / 1_000;
    return new ProcessReport.SourceLog(
        Math.max(0, found.headroomSeconds() - since), found.retentionSeconds());
  }

  private record Condition(WorkState state, @Nullable Reason reason) {}
}
