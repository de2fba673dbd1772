/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.entity.EntityName;
import dev.tandem.transform.RemapReport;
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
    if (report.highest() > report.revision()) {
      lines.add("the topic holds records of a higher revision, " + report.highest());
    }
    lines.add("nothing was written");
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
            .put("unknown", report.unknown());
    report.columns().forEach(json.putObject("columns")::put);
    report.refused().forEach(json.putObject("refused")::put);
    return json.toString();
  }
}
