/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row with a field of every kind, an index that not every row is in, and a time to live. */
final class Things {
  static final EntitySchema SCHEMA =
      new EntitySchema(
          new EntityName("shop", "thing"),
          List.of(
              Parcels.field("id", "uint64", false),
              Parcels.field("yes", "boolean", true),
              Parcels.field("count", "int32", true),
              Parcels.field("price", "decimal(10,2)", true),
              Parcels.field("vast", "decimal(65,30)", true),
              Parcels.field("narrow", "float32", true),
              Parcels.field("wide", "float64", true),
              Parcels.field("name", "string(20)", true),
              Parcels.field("state", "enum(open,shut)", true),
              Parcels.field("day", "date", true),
              Parcels.field("hour", "time", true),
              Parcels.field("span", "duration", true),
              Parcels.field("local", "timestamp", true),
              Parcels.field("at", "instant", true),
              Parcels.field("uuid", "uuid", true),
              Parcels.field("raw", "bytes", true),
              Parcels.field("flags", "bits(4)", true),
              Parcels.field("doc", "json", true),
              Parcels.field("tags", "array<enum(a,b)>", true)),
          List.of("id"));

  private Things() {}

  static DynamoPlan plan(String table) {
    Map<String, DynamoPlan.Keys> indexes = new LinkedHashMap<>();
    indexes.put("byname", Parcels.keys("NAME#{name}", "{at}#{id}"));
    indexes.put("byday", new DynamoPlan.Keys(Template.parse("{day:yyyy-MM}"), Optional.empty()));
    return new DynamoPlan(
        table,
        Parcels.keys("THING#{id}", "THING"),
        indexes,
        Optional.of(new DynamoPlan.TimeToLive("at", Duration.ofDays(90))));
  }

  static Map<String, Value> fields() throws Refused {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("id", new Value.Decimal(new BigDecimal("18446744073709551615")));
    fields.put("yes", new Value.Bool(true));
    fields.put("count", new Value.Int(-7));
    fields.put("price", new Value.Decimal(new BigDecimal("1.50")));
    fields.put(
        "vast",
        new Value.Decimal(
            new BigDecimal("12345678901234567890123456789012345.123456789012345678901234567890")));
    fields.put("narrow", new Value.Float32(3.4028235E38f));
    fields.put("wide", new Value.Float64(0.1));
    fields.put("name", new Value.Text("Zoë \uD83D\uDE00"));
    fields.put("state", new Value.Text("open"));
    fields.put("day", new Value.Date(LocalDate.of(2018, 6, 20)));
    fields.put("hour", new Value.Time(LocalTime.parse("12:34:56.1")));
    fields.put("span", new Value.Duration(-3_600_000_000L));
    fields.put("local", new Value.Timestamp(LocalDateTime.parse("2018-06-20T06:37:03.12")));
    fields.put("at", new Value.Moment(Instant.parse("2018-06-20T04:37:03.120Z")));
    fields.put("uuid", new Value.Text("6ccd780c-baba-1026-9564-5b8c656024db"));
    fields.put("raw", Value.Bytes.of(new byte[] {0, -1}));
    fields.put("flags", new Value.Text("0101"));
    fields.put("doc", new Value.Json(JsonTree.parse("{\"b\":[1.0,1e2,null,true,\"x\"],\"a\":{}}")));
    fields.put(
        "tags", new Value.Array(List.of(new Value.Text("b"), Value.NULL, new Value.Text("a"))));
    return fields;
  }

  static EntityRow row(Map<String, Value> fields) {
    return new EntityRow(
        SCHEMA,
        SCHEMA.fields().stream()
            .map(field -> fields.getOrDefault(field.name(), Value.NULL))
            .toArray(Value[]::new));
  }
}
