/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.conformance.Refusals.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what a table's cases should have become with what was found. */
final class Judgement {
  private static final String ABSENT = "(no row)";
  private static final String NULL = "(NULL)";
  private static final int LONGEST = 300;

  /** What no single field is to blame for. */
  private static final String ITEM_SIZE = "E_DYNAMO_ITEM_SIZE";

  private static final Map<Integer, String> WAYS =
      Map.of(
          SourceRows.SNAPSHOT, "snapshot",
          SourceRows.INSERTED, "stream",
          SourceRows.UPDATED, "update",
          SourceRows.UNTOUCHED, "update of another column");
  private static final String JSON = "JSON";
  private static final String POSTGRES = "PostgreSQL";
  private static final String DYNAMO = "DynamoDB";

  private final TypeTable table;
  private final EntityTopic topic;
  private final Map<Integer, Map<String, @Nullable String>> postgres;
  private final Map<Integer, JsonNode> dynamo;
  private final Refusals refusals;
  private final List<String> wrong = new ArrayList<>();

  Judgement(
      TypeTable table,
      EntityTopic topic,
      Map<Integer, Map<String, @Nullable String>> postgres,
      Map<Integer, JsonNode> dynamo,
      Refusals refusals) {
    this.table = table;
    this.topic = topic;
    this.postgres = postgres;
    this.dynamo = dynamo;
    this.refusals = refusals;
  }

  /** One line for each thing that is not as the case says; none when all is. */
  List<String> of(TypeColumn column, TypeCase literal) {
    wrong.clear();
    if (table.isKeyed()) {
      ofKey(column, literal);
    } else {
      table.ways().forEach(way -> ofRow(column, literal, way));
    }
    return List.copyOf(wrong);
  }

  private void ofRow(TypeColumn column, TypeCase literal, int way) {
    int id = SourceRows.id(literal, way);
    TypeCase expected = way == SourceRows.SNAPSHOT ? literal : literal.inLog();
    check(column, way, JSON, expected.json(), json(id, column));
    check(column, way, POSTGRES, expected.at(expected.postgres()), postgres(id, column));
    check(column, way, DYNAMO, expected.at(expected.dynamo()), dynamo(id, column));
    refusals(way, column, expected);
  }

  private void check(TypeColumn column, int way, String place, Expected expected, String found) {
    if (!expected.isRefused()) {
      check(way, place, shown(expected), found);
    } else if (way != SourceRows.UPDATED) {
      check(way, place, ABSENT, found);
    } else if (!found.equals(ABSENT) && !column.isRequired()) {
      check(way, place, NULL, found); // as it was before the UPDATE, unless both came together
    }
  }

  /** The row came and went and came again under one key, so its last state is all there is. */
  private void ofKey(TypeColumn column, TypeCase literal) {
    for (int way : table.ways()) {
      int id = SourceRows.id(literal, way);
      boolean isLast = way == SourceRows.UPDATED;
      boolean isRefused = literal.json().isRefused();
      check(way, JSON, isRefused ? ABSENT : shown(literal.json()), json(id, column));
      keyAt(way, POSTGRES, literal.postgres(), isRefused || !isLast, postgres(id, column));
      keyAt(way, DYNAMO, literal.dynamo(), isRefused || !isLast, dynamo(id, column));
      refusals(way, column, literal);
    }
    int keys = topic.keys().getOrDefault(literal.number(), Set.of()).size();
    int lanes = topic.lanes().getOrDefault(literal.number(), Set.of()).size();
    if (keys != (literal.json().isRefused() ? 0 : 1) || lanes != 1) {
      wrong.add("its changes have " + keys + " keys in " + lanes + " raw partitions");
    }
  }

  private void keyAt(int way, String place, Expected expected, boolean isAbsent, String found) {
    check(way, place, isAbsent || expected.isRefused() ? ABSENT : shown(expected), found);
  }

  private void refusals(int way, TypeColumn column, TypeCase literal) {
    Set<String> expected = new TreeSet<>();
    if (literal.json().isRefused()) {
      expected.add(refusal(Refusals.TRANSFORM, column, literal.json()));
    } else {
      if (literal.postgres().isRefused()) {
        expected.add(refusal(Refusals.POSTGRES, column, literal.postgres()));
      }
      if (literal.dynamo().isRefused()) {
        expected.add(refusal(Refusals.DYNAMO, column, literal.dynamo()));
      }
    }
    Set<String> found = new TreeSet<>();
    for (Refusal refusal : refusals.of(SourceRows.id(literal, way))) {
      found.add(refusal.toString());
    }
    boolean isOvertaken = table.isKeyed() && way == SourceRows.INSERTED && found.isEmpty();
    if (!isOvertaken || literal.json().isRefused()) { // by the deletion of the row, in one batch
      check(way, "dead letters", expected.toString(), found.toString());
    }
  }

  private String refusal(String stage, TypeColumn column, Expected expected) {
    String code = expected.refusal().orElseThrow();
    boolean isWhole = code.equals(ITEM_SIZE) || (table.isKeyed() && stage.equals(Refusals.DYNAMO));
    String field = isWhole ? "" : column.name();
    return new Refusal(stage, table.entity().toString(), code, field).toString();
  }

  private void check(int way, String place, String expected, String found) {
    if (!isSame(place, expected, found)) {
      wrong.add(WAYS.get(way) + ": " + place + " has " + cut(found) + ", not " + cut(expected));
    }
  }

  private static boolean isSame(String place, String expected, String found) {
    if (expected.equals(found) || isMark(expected) || isMark(found)) {
      return expected.equals(found);
    }
    return switch (place) {
      case JSON, DYNAMO -> Json.byValue(expected).equals(Json.byValue(found));
      default -> false;
    };
  }

  private static boolean isMark(String text) {
    return text.equals(ABSENT) || text.equals(NULL);
  }

  private String json(int id, TypeColumn column) {
    JsonNode fields = topic.fields().get(id);
    if (fields == null) {
      return ABSENT;
    }
    // A JSON document may itself be null; SQL NULL is left out then.
    JsonNode field = fields.path(column.name());
    return field.isMissingNode() || (field.isNull() && !column.type().equals("json"))
        ? NULL
        : field.toString();
  }

  private String postgres(int id, TypeColumn column) {
    Map<String, @Nullable String> row = postgres.get(id);
    if (row == null) {
      return ABSENT;
    }
    String text = row.get(column.name());
    return text == null ? NULL : text;
  }

  private String dynamo(int id, TypeColumn column) {
    JsonNode item = dynamo.get(id);
    if (item == null) {
      return ABSENT;
    }
    JsonNode attribute = item.path(column.name());
    return attribute.isMissingNode() ? NULL : attribute.toString();
  }

  private static String shown(Expected expected) {
    return expected.text().orElse(NULL);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
