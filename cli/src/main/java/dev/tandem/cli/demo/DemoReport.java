/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.verify.EntityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What came of the demo.
 *
 * @param source what was replicated from
 * @param rows loaded at first
 * @param changes committed at the source since
 * @param snapshotRowsPerSecond from the pipeline's start until the last of those rows was in its
 *     target
 * @param latencyMicros from the source's commit to the target's, of changes after the snapshot
 */
public record DemoReport(
    DemoSource source,
    long rows,
    long changes,
    List<EntityReport> entities,
    long deadLetters,
    double snapshotRowsPerSecond,
    Histogram latencyMicros,
    double seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MICROS_PER_MILLI = 1_000;

  /** Copies the list. */
  public DemoReport {
    entities = List.copyOf(entities);
  }

  /** Rows that differ, or of which nothing can be said. */
  public long differences() {
    return entities.stream()
        .mapToLong(
            report ->
                report.differences().count()
                    + report.stillChanging().count()
                    + (report.complete() ? 0 : 1))
        .sum();
  }

  /** Whether both sides agree and nothing was refused. */
  public boolean isClean() {
    return differences() == 0 && deadLetters == 0;
  }

  private double latencyMs(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** The summary for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%-30s %-10s %12s %12s %12s",
            "entity",
            "target",
            "source rows",
            "target rows",
            "differences"));
    for (EntityReport report : entities) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-30s %-10s %,12d %,12d %,12d%s",
              report.entity(),
              report.target(),
              report.sourceRows(),
              report.targetRows(),
              report.differences().count(),
              report.expired() > 0 ? "  (" + report.expired() + " expired)" : ""));
      report.differences().first().stream()
          .flatMap(difference -> difference.lines().stream())
          .forEach(line -> lines.add("    " + line));
    }
    lines.add("");
    lines.add(String.format(Locale.ROOT, "%-16s %s", "source", source.title()));
    lines.add(String.format(Locale.ROOT, "%-16s %,d", "dead letters", deadLetters));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-16s %,d rows at %,.0f rows/s, from the source into both targets",
            "snapshot",
            rows,
            snapshotRowsPerSecond));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-16s %,d committed at the source; visible at the target after %.0f ms (p50), %.0f ms (p99)",
            "changes",
            changes,
            latencyMs(50),
            latencyMs(99)));
    lines.add(
        String.format(
            Locale.ROOT, "%-16s %s", "verdict", isClean() ? "both sides agree" : "NOT in step"));
    return lines;
  }

  /** The summary for programs: one line. */
  public String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("source", source.reported());
    json.put("rows", rows);
    json.put("changes", changes);
    json.put("differences", differences());
    json.put("deadLetters", deadLetters);
    json.put("snapshotRowsPerSecond", Math.round(snapshotRowsPerSecond));
    json.put("latencyMsP50", latencyMs(50));
    json.put("latencyMsP99", latencyMs(99));
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    return json.toString();
  }
}
