/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.Problem;
import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.PipelineStatus.Severity;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.status.PipelineStatus.VerifiedStatus;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a list of all that somebody should look at, each thing once. */
final class Problems {
  private final Observation seen;
  private final Processes processes;
  private final List<Problem> found = new ArrayList<>();

  Problems(Observation seen, Processes processes) {
    this.seen = seen;
    this.processes = processes;
  }

  List<Problem> of(List<EntityStatus> entities, List<TargetStatus> targets) {
    processes.all().forEach(this::process);
    entities.forEach(this::entity);
    unknownLetters();
    sourceLog();
    Ages.unwritten(processes).ifPresent(why -> add(Severity.NOTICE, Watched.CAPTURE, why));
    targets.forEach(this::target);
    found.sort(Comparator.comparing(Problem::severity));
    return List.copyOf(found);
  }

  private void process(ProcessStatus process) {
    Reason reason = process.reason();
    if (process.state() == WorkState.STOPPED) {
      add(Severity.STOPPED, process.process(), reason);
    } else if (process.state() == WorkState.UNKNOWN || process.state() == WorkState.WAITING) {
      add(Severity.AWAY, process.process(), reason);
    }
  }

  private void entity(EntityStatus entity) {
    String where = entity.entity() + " → " + entity.target();
    Reason reason = entity.reason();
    boolean isTold =
        found.stream().anyMatch(one -> reason != null && one.what().equals(reason.sentence()));
    if (reason != null && !isTold) {
      add(severity(entity.state()), where, reason);
    }
    if (entity.deadLetters() > 0) {
      letters(where, entity.deadLetters());
    }
    VerifiedStatus verified = entity.verified();
    if (verified != null && verified.differences() > 0) {
      differences(where, verified);
    }
    Long headroom = entity.headroomSeconds();
    if (headroom != null && isShort(entity, headroom)) {
      add(
          Severity.NOTICE,
          where,
          new Reason(
              StatusCode.HEADROOM.code(),
              "the topics lose in "
                  + Durations.text(headroom)
                  + " what is needed next. "
                  + StatusCode.HEADROOM.remedy()));
    }
  }

  /** What has no code is over soon, or told of the sink itself. */
  private void target(TargetStatus target) {
    Reason reason = target.reason();
    boolean isNews =
        reason != null
            && !reason.code().isEmpty()
            && found.stream().noneMatch(one -> one.code().equals(reason.code()));
    if (isNews) {
      add(Severity.NOTICE, target.target(), reason);
    }
  }

  /** What somebody has paused is as it should be, and to be remembered. */
  private static Severity severity(WorkState state) {
    return switch (state) {
      case STOPPED -> Severity.STOPPED;
      case PAUSED -> Severity.NOTICE;
      default -> Severity.AWAY;
    };
  }

  /** With nothing left to do, all of the retention is ahead, however short it was made. */
  private static boolean isShort(EntityStatus entity, long headroom) {
    return headroom < entity.lagSeconds() / 3;
  }

  private void differences(String where, VerifiedStatus verified) {
    add(
        Severity.NOTICE,
        where,
        new Reason(
            StatusCode.DIFFERENT.code(),
            verified.differences()
                + (verified.differences() == 1 ? " row" : " rows")
                + " differed when it was last compared, "
                + Durations.text(verified.secondsAgo())
                + " ago. "
                + StatusCode.DIFFERENT.remedy()));
  }

  /** Letters of the transform stand in the row of each target, and are told once. */
  private void letters(String where, long count) {
    add(
        Severity.NOTICE,
        where,
        new Reason(
            StatusCode.LETTERS.code(),
            count
                + (count == 1 ? " dead letter is open. " : " dead letters are open. ")
                + StatusCode.LETTERS.remedy()));
  }

  private void unknownLetters() {
    long count =
        seen.letters().entrySet().stream()
            .filter(entry -> entry.getKey().entity().isEmpty())
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (count > 0) {
      letters("records that could not be read", count);
    }
  }

  private void sourceLog() {
    ProcessReport.SourceLog log = of(processes);
    if (log != null && log.headroomSeconds() < log.retentionSeconds() / 4) {
      add(
          Severity.NOTICE,
          Watched.CAPTURE,
          new Reason(
              StatusCode.HEADROOM.code(),
              "the source's log loses in "
                  + Durations.text(log.headroomSeconds())
                  + " what capture has not read. "
                  + StatusCode.HEADROOM.remedy()));
    }
  }

  static ProcessReport.@Nullable SourceLog of(Processes processes) {
    for (ProcessReport report : processes.live(Watched.CAPTURE)) {
      if (report.sourceLog() != null) {
        return report.sourceLog();
      }
    }
    return null;
  }

  private void add(Severity severity, String where, @Nullable Reason reason) {
    Reason told =
        reason == null ? new Reason("", "it does not go on, and does not say why") : reason;
    found.add(new Problem(severity, told.code(), where, told.sentence()));
  }
}
