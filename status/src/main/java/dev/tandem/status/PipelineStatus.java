/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline is at one moment. It is public: {@code tandem status --json} and {@code
 * /status.json} are this.
 *
 * @param atMillis the moment, in milliseconds since 1970
 * @param sourceHeadroomSeconds how long capture may stay down before the source's log loses what it
 *     has not read; null when nobody knows, or when the source keeps its log for ever
 * @param targets how old that is what each of them shows
 * @param states what processes keep on disk
 * @param problems the worst first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PipelineStatus(
    String pipeline,
    long atMillis,
    @Nullable Long sourceHeadroomSeconds,
    List<ProcessStatus> processes,
    List<EntityStatus> entities,
    List<TargetStatus> targets,
    List<StateStatus> states,
    List<Problem> problems) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public PipelineStatus {
    processes = List.copyOf(processes);
    entities = List.copyOf(entities);
    targets = List.copyOf(targets);
    states = List.copyOf(states);
    problems = List.copyOf(problems);
  }

  /** One line of JSON. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code tandem status} ends with: that of the worst problem. */
  public ExitStatus exitStatus() {
    return problems.isEmpty() ? ExitStatus.OK : problems.get(0).severity().exitStatus();
  }

  /**
   * A process, dead or alive.
   *
   * @param instance {@code host:pid:start}; empty when none was ever heard of
   * @param reason why it does not work, or null
   * @param heardSecondsAgo since its last report; null when none was ever heard of
   * @param progressSecondsAgo since it last got anything done; null like the former
   * @param lagRecords what is left to do for it and its like, as in {@link EntityStatus}; 0 for
   *     capture, of which only the source knows
   */
  public record ProcessStatus(
      String process,
      String instance,
      String version,
      WorkState state,
      @Nullable Reason reason,
      long startedAtMillis,
      @Nullable Long heardSecondsAgo,
      @Nullable Long progressSecondsAgo,
      long lagRecords) {}

  /**
   * An entity on its way to a target.
   *
   * @param snapshot null unless one is being taken
   * @param lagRecords captured, and not yet settled at the target; the marks of capture's
   *     transactions count, but never where nothing is left to do
   * @param lagSeconds how long the oldest of them has been in Kafka; 0 without any
   * @param oldestWaitingSeconds how long ago the oldest of them was committed at the source; 0
   *     without any. What capture has yet to read is not in it
   * @param inPerSecond changes and rows that capture publishes of its tables
   * @param outPerSecond changes settled at the target
   * @param p50Millis from commit at the source to the target, of the last minute, or null
   * @param deadLetters open ones
   * @param headroomSeconds how long transform and sink may stay down before the topics lose what
   *     they need next; null when nobody knows, or when the topics keep it for ever
   * @param verified null when it was not compared within the last seven days
   */
  public record EntityStatus(
      String entity,
      String target,
      WorkState state,
      @Nullable Reason reason,
      @Nullable SnapshotStatus snapshot,
      long lagRecords,
      double lagSeconds,
      double oldestWaitingSeconds,
      double inPerSecond,
      double outPerSecond,
      @Nullable Double p50Millis,
      @Nullable Double p99Millis,
      long deadLetters,
      @Nullable Long headroomSeconds,
      @Nullable VerifiedStatus verified) {}

  /**
   * The last comparison of an entity at a target.
   *
   * @param secondsAgo since it was done
   * @param rows of the source that were compared
   * @param differences rows that differ
   * @param agrees whether both sides were proven to be the same
   */
  public record VerifiedStatus(long secondsAgo, long rows, long differences, boolean agrees) {}

  /**
   * A target as a whole.
   *
   * @param target {@code postgres}, {@code dynamo}
   * @param freshnessSeconds how old that is what the target shows: since the heartbeat was written
   *     at the source that was last read back there; null when none was, or there is no heartbeat
   * @param reason why nothing newer is known; null when it is known, and without a heartbeat
   */
  public record TargetStatus(
      String target, @Nullable Double freshnessSeconds, @Nullable Reason reason) {}

  /**
   * What an instance of a process keeps on disk; it is made anew from Kafka wherever it is lost.
   *
   * @param instance {@code host:pid:start}
   * @param name of what it is kept for
   * @param rows an estimate
   * @param bytes in files and in memory outside the heap
   * @param restoredPercent how much of it is read back; 100 when it is at work
   * @param restoreSeconds how long that takes by now, or has taken the last time
   */
  public record StateStatus(
      String process,
      String instance,
      String name,
      long rows,
      long bytes,
      int restoredPercent,
      double restoreSeconds) {}

  /**
   * A snapshot of the tables of an entity.
   *
   * @param expected as the source estimates it, or null
   * @param percent of the estimate, 99 at most before it is done; null without one
   * @param etaSeconds at the pace so far; null without an estimate
   */
  public record SnapshotStatus(
      long rows, @Nullable Long expected, @Nullable Integer percent, @Nullable Long etaSeconds) {}

  /**
   * Something that somebody should look at.
   *
   * @param code stable; empty when the process that tells it has none
   * @param where a process, or an entity and its target
   * @param what one sentence or more: what happened, and what to do
   */
  public record Problem(Severity severity, String code, String where, String what) {}

  /** How bad a problem is, the worst first. */
  public enum Severity {
    /** A person must decide. */
    STOPPED(ExitStatus.STOPPED),
    /** It goes on by itself, or when somebody starts it. */
    AWAY(ExitStatus.UNAVAILABLE),
    /** The pipeline goes on. */
    NOTICE(ExitStatus.DIFFERENT);

    private final ExitStatus exitStatus;

    Severity(ExitStatus exitStatus) {
      this.exitStatus = exitStatus;
    }

    ExitStatus exitStatus() {
      return exitStatus;
    }
  }
}
