/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A row with a field of every type, and the same with nothing but NULL. */
final class Rows {
  static final Map<String, Type> FIELDS = new LinkedHashMap<>();
  private static final Map<String, Value> VALUES = new LinkedHashMap<>();

  static {
    put("active", "boolean", new Value.Bool(true));
    put("small", "int16", new Value.Int(7));
    put("id", "int64", new Value.Int(Long.MAX_VALUE));
    put("huge", "uint64", decimal("18446744073709551615"));
    put("amount", "decimal(12,2)", decimal("1.50"));
    put("precise", "decimal(65,30)", decimal("9".repeat(35) + "." + "9".repeat(30)));
    put("zero", "decimal(4,2)", decimal("0.00"));
    put("single", "float32", new Value.Float32(0.1f));
    put("ratio", "float64", new Value.Float64(0.1));
    put("name", "text", new Value.Text("Zo\u00eb \ud83d\ude00"));
    put("status", "enum(open,closed)", new Value.Text("open"));
    put("key", "uuid", new Value.Text("00000000-0000-0000-0000-00000000000a"));
    put("flags", "bits(4)", new Value.Text("0101"));
    put("blob", "bytes", Value.Bytes.of(new byte[] {0, (byte) 0xff}));
    put("born", "date", new Value.Date(LocalDate.of(1, 1, 1)));
    put(
        "ends",
        "timestamp",
        new Value.Timestamp(LocalDateTime.parse("9999-12-31T23:59:59.999999")));
    put("created", "instant", new Value.Moment(Instant.parse("2020-02-29T12:30:00.000001Z")));
    put("opens", "time", new Value.Time(LocalTime.parse("08:30:00.000001")));
    put("span", "duration", new Value.Duration(-1));
    put("doc", "json", new Value.Json(json("{\"a\":1,\"b\":[1.0,2.5],\"c\":null,\"n\":1e2}")));
    put("tags", "array<string(9)>", new Value.Array(List.of(new Value.Text("x"), Value.NULL)));
    put("type", "string(9)", new Value.Text("t"));
    put("order-id", "int32", new Value.Int(5));
    put("package", "int32", new Value.Int(6));
  }

  private Rows() {}

  private static void put(String name, String type, Value value) {
    FIELDS.put(name, type(type));
    VALUES.put(name, value);
  }

  static Type type(String spelling) {
    return Types.parse(spelling).orElseThrow();
  }

  static Value decimal(String text) {
    return new Value.Decimal(new BigDecimal(text));
  }

  static JsonTree json(String text) {
    try {
      return JsonTree.parse(text);
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  static Value value(String field) {
    Value value = VALUES.get(field);
    if (value == null) {
      throw new AssertionError(field);
    }
    return value;
  }

  /** true or false, what makes the text no condition, or why it was refused. */
  static String test(String text, Function<String, Value> row) {
    try {
      return Boolean.toString(Condition.compile(text, FIELDS).test(row));
    } catch (MalformedExpression e) {
      return String.valueOf(e.getMessage());
    } catch (Refused e) {
      return e.error().code() + ": " + e.getMessage();
    }
  }

  static String test(String text) {
    return test(text, Rows::value);
  }

  /** The value, what makes the text no formula, or why it was refused. */
  static Object evaluate(String text, String type) {
    try {
      return Formula.compile(text, FIELDS, type(type)).evaluate(Rows::value);
    } catch (MalformedExpression e) {
      return String.valueOf(e.getMessage());
    } catch (Refused e) {
      return e.error().code() + ": " + e.getMessage();
    }
  }
}
