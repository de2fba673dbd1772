/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.PipelineStatus.StateStatus;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.StateReport;
import dev.tandem.wire.report.WorkState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells, of the reports that there are, which of them still count. */
final class Processes {
  private static final List<WorkState> BY_USE =
      List.of(
          WorkState.STREAMING,
          WorkState.SNAPSHOTTING,
          WorkState.PAUSED,
          WorkState.WAITING,
          WorkState.STARTING,
          WorkState.STANDBY,
          WorkState.UNKNOWN,
          WorkState.STOPPED);

  private final Watched watched;
  private final Observation seen;

  Processes(Watched watched, Observation seen) {
    this.watched = watched;
    this.seen = seen;
  }

  /** All that live, and of those processes of which none does the last that was heard of. */
  List<ProcessStatus> all() {
    List<ProcessStatus> all = new ArrayList<>();
    for (String process : watched.processes()) {
      List<ProcessReport> live = live(process);
      if (live.isEmpty()) {
        all.add(gone(process, last(process)));
      }
      live.forEach(report -> all.add(status(report, report.state(), report.reason())));
    }
    return all;
  }

  /** The reports of the instances of a process that live, those at work first. */
  List<ProcessReport> live(String process) {
    return seen.reports().stream()
        .filter(report -> report.identity().process().equals(process))
        .filter(report -> report.isLive(seen.atMillis()))
        .sorted(Comparator.comparingInt(report -> BY_USE.indexOf(report.state())))
        .toList();
  }

  /** What those that live keep on disk. */
  List<StateStatus> states() {
    return watched.processes().stream()
        .flatMap(process -> live(process).stream())
        .flatMap(report -> report.states().stream().map(state -> status(report, state)))
        .toList();
  }

  private static StateStatus status(ProcessReport report, StateReport state) {
    return new StateStatus(
        report.identity().process(),
        report.identity().instance(),
        state.name(),
        state.rows(),
        state.bytes(),
        state.toRestore() == 0 ? 100 : (int) (state.restored() * 99 / state.toRestore()),
        state.restoreMillis() / 1_000.0);
  }

  /** The state of a process as a whole: that of its instance which is most of use. */
  ProcessStatus of(String process) {
    List<ProcessReport> live = live(process);
    return live.isEmpty()
        ? gone(process, last(process))
        : status(live.get(0), live.get(0).state(), live.get(0).reason());
  }

  private @Nullable ProcessReport last(String process) {
    return seen.reports().stream()
        .filter(report -> report.identity().process().equals(process))
        .max(Comparator.comparingLong(ProcessReport::atMillis))
        .orElse(null);
  }

  private ProcessStatus gone(String process, @Nullable ProcessReport last) {
    if (last == null) {
      return new ProcessStatus(
          process,
          "",
          "",
          WorkState.UNKNOWN,
          silent("nothing was ever heard of " + process),
          0,
          null,
          null,
          lag(process));
    } else if (last.state() == WorkState.STOPPED) {
      return status(last, WorkState.STOPPED, last.reason());
    }
    return status(
        last,
        WorkState.UNKNOWN,
        silent("nothing was heard of " + process + " for " + secondsAgo(last.atMillis()) + " s"));
  }

  private static Reason silent(String what) {
    return new Reason(StatusCode.SILENT.code(), what + ". " + StatusCode.SILENT.remedy());
  }

  private ProcessStatus status(ProcessReport report, WorkState state, @Nullable Reason reason) {
    return new ProcessStatus(
        report.identity().process(),
        report.identity().instance(),
        report.identity().version(),
        state,
        reason,
        report.identity().startedAtMillis(),
        secondsAgo(report.atMillis()),
        secondsAgo(report.progressAtMillis()),
        lag(report.identity().process()));
  }

  private long secondsAgo(long millis) {
    return Math.max(0, (seen.atMillis() - millis) / 1_000);
  }

  private long lag(String process) {
    Stream<Backlog> backlogs =
        process.equals(Watched.TRANSFORM)
            ? seen.unmapped()
            : seen.sinks().getOrDefault(Watched.target(process), Map.of()).values().stream();
    return backlogs.mapToLong(Backlog::records).sum();
  }
}
