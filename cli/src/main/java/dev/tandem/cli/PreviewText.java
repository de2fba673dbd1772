/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.cli.wiring.Preview;
import dev.tandem.model.mapping.RowTrace;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.verify.ValueText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Previews, for people and for programs. */
final class PreviewText {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonFactory FACTORY = new JsonFactory();

  private PreviewText() {}

  static List<String> lines(Preview.Sample sample) {
    List<String> lines = new ArrayList<>();
    lines.add(sample.entity().name() + " from " + sample.entity().from());
    if (sample.rows().isEmpty()) {
      lines.add("  no rows");
    }
    sample.rows().forEach(row -> lines.addAll(lines(sample, row)));
    lines.add("");
    return lines;
  }

  private static List<String> lines(Preview.Sample sample, Preview.Mapped mapped) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + key(sample, mapped) + ": " + verdict(mapped.trace()));
    int name = width(mapped.trace().fields().stream().map(field -> field.field().name()).toList());
    int before = width(mapped.trace().fields().stream().map(PreviewText::before).toList());
    for (RowTrace.Field field : mapped.trace().fields()) {
      lines.add(
          ("    "
                  + padded(field.field().name(), name)
                  + "  "
                  + padded(before(field), before)
                  + "  "
                  + after(field))
              .stripTrailing());
    }
    lines.addAll(item(mapped));
    verdicts(mapped.trace()).forEach(verdict -> lines.add("    " + line(verdict)));
    return lines;
  }

  private static int width(List<String> texts) {
    return Math.min(40, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s", text);
  }

  private static String key(Preview.Sample sample, Preview.Mapped mapped) {
    Map<String, Integer> positions = mapped.row().table().positions();
    return sample.keyColumns().stream()
        .map(
            column ->
                column + "=" + ValueText.of(mapped.row().value(positions.getOrDefault(column, 0))))
        .collect(Collectors.joining(", "));
  }

  private static String verdict(RowTrace trace) {
    if (trace.isLeftOut()) {
      return "left out";
    }
    return trace.isRefused() ? "refused" : "mapped";
  }

  private static String before(RowTrace.Field field) {
    return field.column().isPresent() ? ValueText.of(field.before()) : "";
  }

  private static String after(RowTrace.Field field) {
    return field
        .after()
        .map(ValueText::of)
        .orElseGet(() -> field.problem().map(why -> why.code() + ": " + why.reason()).orElse(""));
  }

  static List<RowTrace.Verdict> verdicts(RowTrace trace) {
    List<RowTrace.Verdict> verdicts = new ArrayList<>();
    trace.where().ifPresent(verdicts::add);
    verdicts.addAll(trace.rules());
    return verdicts;
  }

  static String line(RowTrace.Verdict verdict) {
    String name = verdict.name().equals("where") ? "where" : "rule " + verdict.name();
    if (verdict.problem().isPresent()) {
      return name + ": " + verdict.problem().get().code() + ": " + verdict.problem().get().reason();
    }
    String severity = verdict.severity().name().toLowerCase(Locale.ROOT);
    boolean holds = verdict.holds().orElse(false);
    return name
        + (holds ? " holds" : " does not hold" + (name.equals("where") ? "" : ": " + severity));
  }

  private static List<String> item(Preview.Mapped mapped) {
    List<String> lines = new ArrayList<>();
    mapped.item().forEach((name, json) -> lines.add("    " + name + " = " + json));
    mapped
        .itemProblem()
        .ifPresent(why -> lines.add("    item: " + why.code() + ": " + why.reason()));
    return lines;
  }

  static String json(List<Preview.Sample> samples, List<String> problems) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode entities = root.putArray("entities");
    samples.forEach(sample -> json(sample, entities.addObject()));
    ArrayNode list = root.putArray("problems");
    problems.forEach(list::add);
    return root.toString();
  }

  private static void json(Preview.Sample sample, ObjectNode node) {
    node.put("entity", sample.entity().name().toString());
    node.put("from", sample.entity().from().toString());
    ArrayNode rows = node.putArray("rows");
    for (Preview.Mapped mapped : sample.rows()) {
      ObjectNode row = rows.addObject();
      row.put("key", key(sample, mapped));
      row.put("outcome", verdict(mapped.trace()));
      ArrayNode fields = row.putArray("fields");
      mapped.trace().fields().forEach(field -> json(field, fields.addObject()));
      ObjectNode item = row.putObject("dynamo");
      mapped.item().forEach((name, json) -> item.set(name, tree(json::write)));
      mapped
          .itemProblem()
          .ifPresent(why -> row.put("dynamoCode", why.code()).put("dynamoReason", why.reason()));
      ArrayNode verdicts = row.putArray("conditions");
      verdicts(mapped.trace()).forEach(verdict -> json(verdict, verdicts.addObject()));
    }
  }

  private static void json(RowTrace.Field field, ObjectNode node) {
    node.put("field", field.field().name());
    node.put("type", field.field().type().toString());
    field.column().ifPresent(column -> node.put("column", column));
    field.column().ifPresent(column -> node.put("before", ValueText.of(field.before())));
    field.after().ifPresent(value -> node.set("after", canonical(field.field().type(), value)));
    field.problem().ifPresent(why -> node.put("code", why.code()).put("reason", why.reason()));
  }

  private static void json(RowTrace.Verdict verdict, ObjectNode node) {
    node.put("name", verdict.name());
    node.put("severity", verdict.severity().name().toLowerCase(Locale.ROOT));
    verdict.holds().ifPresent(holds -> node.put("holds", holds));
    verdict.problem().ifPresent(why -> node.put("code", why.code()).put("reason", why.reason()));
  }

  /** The value as the entity's topic holds it. */
  private static JsonNode canonical(Type type, Value value) {
    return value.isNull() ? JSON.nullNode() : tree(out -> type.write(value, out));
  }

  private static JsonNode tree(Writing writing) {
    StringWriter text = new StringWriter();
    try {
      try (JsonGenerator out = FACTORY.createGenerator(text)) {
        writing.to(out);
      }
      return JSON.readTree(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }
}
