/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How old that is what each target shows, by the heartbeat that its sinks read back last. */
final class Ages {
  private static final double MILLIS = 1_000;
  private static final Reason NOT_YET = new Reason("", "no sink has read the heartbeat back yet");

  private final Watched watched;
  private final Observation seen;
  private final Processes processes;

  Ages(Watched watched, Observation seen, Processes processes) {
    this.watched = watched;
    this.seen = seen;
    this.processes = processes;
  }

  List<TargetStatus> all() {
    return watched.targets().stream().map(this::of).toList();
  }

  private TargetStatus of(String target) {
    if (!watched.hasHeartbeat()) {
      return new TargetStatus(target, null, null);
    }
    String sink = Watched.sink(target);
    Double age =
        Stream.concat(
                seen.reports().stream().filter(report -> report.identity().process().equals(sink)),
                seen.reports().stream()
                    .filter(
                        report -> report.identity().process().equals(ProcessReport.restOf(sink))))
            .map(ProcessReport::heartbeat)
            .filter(Objects::nonNull)
            .map(ProcessReport.Heartbeat::writtenAtMillis)
            .filter(Objects::nonNull)
            .max(Long::compare) // of several instances, and of what ended ones have left behind
            .map(writtenAt -> Math.max(0, seen.atMillis() - writtenAt) / MILLIS)
            .orElse(null);
    return new TargetStatus(target, age, reason(sink, age));
  }

  /** One instance that reads is enough. */
  private @Nullable Reason reason(String sink, @Nullable Double age) {
    List<ProcessReport.Heartbeat> told =
        processes.live(sink).stream()
            .map(ProcessReport::heartbeat)
            .filter(Objects::nonNull)
            .toList();
    if (told.isEmpty()) {
      return age == null ? NOT_YET : new Reason("", "no " + sink + " reads the heartbeat back now");
    }
    return told.stream().anyMatch(one -> one.reason() == null) ? null : told.get(0).reason();
  }

  /** Why capture does not write the heartbeat, if it says so. */
  static Optional<Reason> unwritten(Processes processes) {
    return processes.live(Watched.CAPTURE).stream()
        .sorted(Comparator.comparing(ProcessReport::atMillis).reversed())
        .map(ProcessReport::heartbeat)
        .filter(Objects::nonNull)
        .findFirst()
        .map(ProcessReport.Heartbeat::reason);
  }
}
