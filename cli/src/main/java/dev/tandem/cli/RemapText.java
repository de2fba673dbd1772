/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.entity.EntityName;
import dev.tandem.transform.RemapReport;
import dev.tandem.transform.RemapResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a changed mapping would do, in words and in JSON. */
final class RemapText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RemapText() {}

  static List<String> lines(EntityName entity, RemapReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s under revision %d: %,d of %,d rows would change%s",
            entity,
            report.revision(),
            report.changed(),
            report.rows(),
            report.columns().isEmpty() ? "" : ", in the columns " + counted(report.columns())));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows would be new, %,d would go, %,d would be refused%s",
            report.fresh(),
            report.gone(),
            report.refusals(),
            report.refused().isEmpty() ? "" : ": " + counted(report.refused())));
    if (report.unknown() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d rows of the topic are made of no raw record: it came just now, is refused or no longer kept, or makes another key",
              report.unknown()));
    }
    obstacles(report.obstacles()).forEach(lines::add);
    if (report.highest() > report.revision()) {
      lines.add("the topic holds records of a higher revision, " + report.highest());
    }
    return lines;
  }

  private static List<String> obstacles(RemapReport.Obstacles obstacles) {
    List<String> lines = new ArrayList<>();
    add(
        lines,
        obstacles.lost(),
        "%,d of these were made under an earlier revision of records that the raw topics no longer hold");
    add(
        lines,
        obstacles.outdated(),
        "%,d rows that differ were made under this revision or a higher one: raise it to make them anew");
    add(
        lines,
        obstacles.moved(),
        "%,d rows would get another key or place, where the former one would stay");
    return lines;
  }

  private static void add(List<String> lines, long count, String format) {
    if (count > 0) {
      lines.add(String.format(Locale.ROOT, format, count));
    }
  }

  /** What came of publishing. */
  static List<String> end(EntityName entity, RemapResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "done: %,d rows published, %,d were so already, %,d superseded meanwhile",
            result.published(),
            result.same(),
            result.superseded()));
    RemapReport found = result.found();
    if (found.refusals() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d rows are refused and stay as they were, see './tandem verify': %s",
              found.refusals(),
              counted(found.refused())));
    }
    add(
        lines,
        found.obstacles().lost(),
        "%,d rows stay as they were, since the raw topics no longer hold their records:"
            + " './tandem resnapshot --entity "
            + entity
            + "' makes them anew");
    return lines;
  }

  /** The largest first. */
  private static String counted(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .map(count -> String.format(Locale.ROOT, "%s (%,d)", count.getKey(), count.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String json(EntityName entity, RemapReport report) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("entity", entity.toString())
            .put("revision", report.revision())
            .put("highestRevision", report.highest())
            .put("rows", report.rows())
            .put("changed", report.changed())
            .put("new", report.fresh())
            .put("gone", report.gone())
            .put("unknown", report.unknown())
            .put("lost", report.obstacles().lost())
            .put("outdated", report.obstacles().outdated())
            .put("moved", report.obstacles().moved());
    report.columns().forEach(json.putObject("columns")::put);
    report.refused().forEach(json.putObject("refused")::put);
    return json.toString();
  }

  static String json(EntityName entity, RemapResult result) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("entity", entity.toString())
            .put("revision", result.found().revision())
            .put("published", result.published())
            .put("same", result.same())
            .put("superseded", result.superseded())
            .put("lost", result.found().obstacles().lost());
    result.found().refused().forEach(json.putObject("refused")::put);
    return json.toString();
  }
}
