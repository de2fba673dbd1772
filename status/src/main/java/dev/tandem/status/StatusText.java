/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.Problem;
import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.PipelineStatus.SnapshotStatus;
import dev.tandem.status.PipelineStatus.StateStatus;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.status.PipelineStatus.VerifiedStatus;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A status for people: what is wrong first, then a line for each entity and target. */
public final class StatusText {
  private static final int LONGEST_NAME = 32;
  private static final double MEGABYTE = 1_000_000;

  private StatusText() {}

  /** The lines, none of which holds a control character. */
  public static List<String> lines(PipelineStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(head(status));
    for (Problem problem : status.problems()) {
      lines.add("");
      lines.add("  ! " + problem.where() + (problem.code().isEmpty() ? "" : "  " + problem.code()));
      problem.what().lines().forEach(line -> lines.add("    " + line));
    }
    lines.add("");
    lines.add(
        row(
            "ENTITY",
            "TARGET",
            "STATE",
            "LAG",
            "OLDEST",
            "IN/S",
            "OUT/S",
            "P50",
            "P99",
            "DEAD",
            "VERIFIED"));
    status.entities().forEach(entity -> lines.add(line(entity)));
    lines.add("");
    status.targets().forEach(target -> lines.add(age(target)));
    status.states().forEach(state -> lines.add(state(state)));
    return lines.stream().map(StatusText::printable).toList();
  }

  private static String head(PipelineStatus status) {
    String processes =
        status.processes().stream().map(StatusText::process).collect(Collectors.joining("   "));
    Long headroom = status.sourceHeadroomSeconds();
    return status.pipeline()
        + ":   "
        + processes
        + (headroom == null ? "" : "   capture may stay down " + Durations.text(headroom));
  }

  private static String process(ProcessStatus process) {
    return process.process() + ' ' + word(process.state());
  }

  private static String line(EntityStatus entity) {
    return row(
        shortened(entity.entity()),
        entity.target(),
        word(entity.state()) + detail(entity.snapshot()),
        String.format(Locale.ROOT, "%,d", entity.lagRecords()),
        Durations.text(entity.oldestWaitingSeconds()),
        rate(entity.inPerSecond()),
        rate(entity.outPerSecond()),
        millis(entity.p50Millis()),
        millis(entity.p99Millis()),
        Long.toString(entity.deadLetters()),
        verified(entity.verified()));
  }

  private static String verified(@Nullable VerifiedStatus last) {
    if (last == null) {
      return "-";
    }
    String ago = Durations.text(last.secondsAgo());
    return last.agrees() ? ago + " ago" : last.differences() + " differ";
  }

  private static String age(TargetStatus target) {
    Double seconds = target.freshnessSeconds();
    Reason reason = target.reason();
    String freshness = String.format(Locale.ROOT, "freshness of %-9s ", target.target());
    if (seconds != null) {
      String old = freshness + "what it shows is " + Durations.text(seconds) + " old";
      return reason == null ? old : old + " by what was read last: " + reason.line();
    }
    return freshness
        + (reason == null
            ? "not measured: the file has no heartbeat"
            : "unknown: " + reason.line());
  }

  private static String state(StateStatus state) {
    return String.format(
            Locale.ROOT,
            "state of %s: %,d rows, %.1f MB",
            state.name(),
            state.rows(),
            state.bytes() / MEGABYTE)
        + (state.restoredPercent() < 100
            ? ", " + state.restoredPercent() + "% restored after "
            : ", restored within ")
        + Durations.text(state.restoreSeconds());
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-32s %-9s %-18s %10s %8s %9s %9s %8s %8s %6s %12s", cells);
  }

  private static String detail(@Nullable SnapshotStatus snapshot) {
    if (snapshot == null) {
      return "";
    } else if (snapshot.percent() == null) {
      return String.format(Locale.ROOT, " %,d", snapshot.rows());
    }
    return " "
        + snapshot.percent()
        + "%"
        + (snapshot.etaSeconds() == null ? "" : " " + Durations.text(snapshot.etaSeconds()));
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
  }

  private static String millis(@Nullable Double millis) {
    return millis == null ? "-" : String.format(Locale.ROOT, "%,.0f ms", millis);
  }

  static String word(WorkState state) {
    return state == WorkState.SNAPSHOTTING ? "snapshot" : state.name().toLowerCase(Locale.ROOT);
  }

  /** Names of tables may hold what moves a terminal's cursor. */
  private static String printable(String line) {
    return line.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
