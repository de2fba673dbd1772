/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an examination found, for people and for programs. */
final class CheckText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOOKED_UP =
      ": the rows concerned are looked up at the source, since its log does not tell of them";

  private CheckText() {}

  /** Each begins with the part that it is about, or with what it is besides a problem. */
  static List<String> lines(Examination found) {
    List<String> lines = new ArrayList<>();
    found
        .parts()
        .forEach(
            (part, problems) -> {
              if (problems.isEmpty()) {
                lines.add(line(part, "ok"));
              }
              problems.forEach(problem -> lines.add(line(part, problem)));
            });
    found
        .embedded()
        .forEach(part -> lines.add(line(part, "left out: './tandem run' brings one along")));
    found
        .findings()
        .emulated()
        .forEach(key -> lines.add(line("cascade", key + " " + key.actions() + LOOKED_UP)));
    found.findings().risks().forEach(risk -> lines.add(line("risk", risk.line())));
    found.findings().leftOut().forEach(what -> lines.add(line("not checked", what)));
    found.script().ifPresent(script -> addScript(lines, script));
    return lines;
  }

  /** Without the name of a part before each line, so that it can be copied. */
  private static void addScript(List<String> lines, String script) {
    lines.add("");
    lines.add("Have the source's administrator read and run this script:");
    lines.add("");
    script.lines().forEach(lines::add);
  }

  private static String line(String part, String text) {
    return String.format(Locale.ROOT, "%-11s %s", part, text);
  }

  static String json(Examination found) {
    ObjectNode root = JSON.createObjectNode();
    root.put("canStart", found.isClean());
    ArrayNode problems = root.putArray("problems");
    found
        .parts()
        .forEach(
            (part, lines) ->
                lines.forEach(line -> problems.addObject().put("part", part).put("problem", line)));
    ArrayNode risks = root.putArray("risks");
    found.findings().risks().forEach(risk -> add(risks.addObject(), risk));
    ArrayNode cascades = root.putArray("cascades");
    found.findings().emulated().forEach(key -> add(cascades.addObject(), key));
    ArrayNode leftOut = root.putArray("notChecked");
    found.embedded().forEach(leftOut::add);
    found.findings().leftOut().forEach(leftOut::add);
    root.put("script", found.script().orElse(null));
    return root.toString();
  }

  private static void add(ObjectNode node, ForeignKey key) {
    node.put("name", key.name()).put("child", key.child().toString());
    key.columns().forEach(node.putArray("columns")::add);
    node.put("parent", key.parent().toString());
    key.parentColumns().forEach(node.putArray("parentColumns")::add);
    node.put("onDelete", key.onDelete().sql()).put("onUpdate", key.onUpdate().sql());
    node.put("emulated", true);
  }

  private static void add(ObjectNode node, Risk risk) {
    node.put("code", risk.code().code())
        .put("table", risk.table().toString())
        .put("column", risk.column().isEmpty() ? null : risk.column());
    risk.rows().ifPresentOrElse(rows -> node.put("rows", rows), () -> node.putNull("rows"));
    node.put("risk", risk.sentence()).put("remedy", risk.remedy());
    node.put("query", risk.query().orElse(null));
  }
}
