/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.cli.replay.ReplayOrder;
import dev.tandem.cli.replay.ShadowReplay;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.sink.ReplayCounts;
import dev.tandem.sink.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a replay prints. */
final class ReplayText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReplayText() {}

  static List<String> beginning(ReplayOrder order, ReplayProgress progress, boolean whole) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s to %s: %,d records, at most %,d rows a second",
            order.entity(),
            order.target(),
            progress.total(),
            order.rate()));
    if (progress.resumedAt() > 0) {
      lines.add("goes on at " + progress.percent() + " %; --restart begins anew");
    }
    if (!whole) {
      lines.add("earlier records are left out: rows that changed last in them are not written");
    }
    return lines;
  }

  static String line(ReplayProgress progress) {
    return String.format(
        Locale.ROOT,
        "%3d %%  %,d of %,d records  %,.0f/s  %s left  %s",
        progress.percent(),
        progress.done(),
        progress.total(),
        progress.perSecond(),
        progress.remaining().map(ReplayText::duration).orElse("?"),
        counts(progress.counts()));
  }

  static String end(ReplayCounts counts) {
    return String.format(Locale.ROOT, "done: %,d changes, %s", counts.read(), counts(counts));
  }

  private static String counts(ReplayCounts counts) {
    return String.format(
        Locale.ROOT,
        "applied %,d, superseded %,d, tombstoned %,d, rejected %,d",
        counts.applied(),
        counts.superseded(),
        counts.tombstoned(),
        counts.rejected());
  }

  static List<String> shadow(ReplayOrder order, ShadowReplay.Result result) {
    List<String> lines = new ArrayList<>();
    lines.add("the shadow is " + result.table() + ": " + counts(result.counts()));
    result.report().ifPresent(report -> lines.addAll(comparison(report)));
    result
        .kept()
        .ifPresent(
            table ->
                lines.add(
                    order.entity()
                        + " now lies in what was the shadow; the former table is kept as "
                        + table));
    return lines;
  }

  private static List<String> comparison(ShadowReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d differences: the table in use has %,d rows, the shadow %,d;"
                + " %,d are missing, %,d too many, %,d have other values",
            report.differences(),
            report.liveRows(),
            report.shadowRows(),
            report.missing(),
            report.extra(),
            report.changed()));
    report
        .columns()
        .forEach(
            (column, rows) ->
                lines.add(String.format(Locale.ROOT, "  %s differs in %,d rows", column, rows)));
    return lines;
  }

  static String json(ReplayOrder order, ShadowReplay.Result result) {
    ObjectNode json = object(order, result.counts()).put("shadow", result.table());
    result.report().ifPresent(report -> json.put("differences", report.differences()));
    result.kept().ifPresent(table -> json.put("keptAs", table));
    return json.toString();
  }

  static String duration(Duration left) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  static String json(ReplayOrder order, ReplayCounts counts) {
    return object(order, counts).toString();
  }

  private static ObjectNode object(ReplayOrder order, ReplayCounts counts) {
    return JSON.createObjectNode()
        .put("entity", order.entity().toString())
        .put("target", order.target().toString())
        .put("read", counts.read())
        .put("applied", counts.applied())
        .put("superseded", counts.superseded())
        .put("tombstoned", counts.tombstoned())
        .put("rejected", counts.rejected());
  }
}
