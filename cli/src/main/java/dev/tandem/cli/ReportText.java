/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.verify.EntityReport;
import dev.tandem.wire.EntityOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports of verification, for people and for programs. */
final class ReportText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportText() {}

  /** A line for the entity, and one or more for each difference listed. */
  static List<String> lines(EntityReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-32s %-9s %,12d rows at the source %,12d at the target %,8d differences%s",
            report.entity(),
            report.target(),
            report.sourceRows(),
            report.targetRows(),
            report.differences().count(),
            remarks(report)));
    report.differences().first().forEach(difference -> lines.addAll(indented(difference.lines())));
    report.stillChanging().first().forEach(key -> lines.add("  still changing " + key));
    report
        .rejected()
        .first()
        .forEach(
            row ->
                lines.add(
                    "  refused by the mapping "
                        + row.sourceKey()
                        + ": "
                        + row.code()
                        + " "
                        + row.field()));
    return lines;
  }

  /** A line for an entity that was not compared. */
  static String line(EntityOrder paused) {
    return String.format(
        Locale.ROOT,
        "%-32s %-9s not compared: paused %s",
        paused.entity(),
        paused.target(),
        paused.line());
  }

  private static String remarks(EntityReport report) {
    StringBuilder remarks = new StringBuilder();
    if (report.leftOut() > 0) {
      remarks.append(", ").append(report.leftOut()).append(" left out by the mapping");
    }
    if (report.kept() > 0) {
      remarks.append(", ").append(report.kept()).append(" deleted ones kept");
    }
    if (report.expired() > 0) {
      remarks.append(", ").append(report.expired()).append(" expired");
    }
    if (report.rejected().count() > 0) {
      remarks.append(", ").append(report.rejected().count()).append(" refused");
    }
    if (report.stillChanging().count() > 0) {
      remarks.append(", ").append(report.stillChanging().count()).append(" still changing");
    }
    return remarks.append(report.complete() ? "" : ", not all looked into").toString();
  }

  private static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> "  " + line).toList();
  }

  static String json(List<EntityReport> reports, List<EntityOrder> paused) {
    ObjectNode root = JSON.createObjectNode();
    root.put(
        "differences", reports.stream().mapToLong(report -> report.differences().count()).sum());
    root.put("agrees", paused.isEmpty() && reports.stream().allMatch(EntityReport::agrees));
    ArrayNode entities = root.putArray("entities");
    for (EntityReport report : reports) {
      entities
          .addObject()
          .put("entity", report.entity().toString())
          .put("target", report.target())
          .put("sourceRows", report.sourceRows())
          .put("targetRows", report.targetRows())
          .put("differences", report.differences().count())
          .put("rejected", report.rejected().count())
          .put("leftOut", report.leftOut())
          .put("kept", report.kept())
          .put("expired", report.expired())
          .put("stillChanging", report.stillChanging().count())
          .put("complete", report.complete())
          .put("millis", report.millis());
    }
    ArrayNode left = root.putArray("paused");
    paused.forEach(
        order ->
            left.addObject()
                .put("entity", order.entity())
                .put("target", order.target())
                .put("by", order.by())
                .put("atMillis", order.atMillis())
                .put("why", order.why()));
    return root.toString();
  }
}
