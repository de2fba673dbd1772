/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.replay.ReplayOrder;
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

  private static String duration(Duration left) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  static String json(ReplayOrder order, ReplayCounts counts) {
    return JSON.createObjectNode()
        .put("entity", order.entity().toString())
        .put("target", order.target().toString())
        .put("read", counts.read())
        .put("applied", counts.applied())
        .put("superseded", counts.superseded())
        .put("tombstoned", counts.tombstoned())
        .put("rejected", counts.rejected())
        .toString();
  }
}
