/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityRecordTest {
  private static final EntitySchema SCHEMA =
      schema(
          "id int64",
          "flag boolean",
          "big uint64",
          "price decimal(10,2)",
          "f float32",
          "d float64",
          "name text",
          "label enum(a,b\\,c)",
          "day date",
          "at time",
          "span duration",
          "local timestamp",
          "moment instant",
          "uuid uuid",
          "raw bytes",
          "bits bits(3)",
          "doc json",
          "tags array<string(5)>");
  private static final EntityRow ROW = row();

  private final EntityRecord records = new EntityRecord(SCHEMA);

  private static EntitySchema schema(String... fields) {
    List<EntityField> all = new ArrayList<>();
    for (String field : fields) {
      int space = field.indexOf(' ');
      Type type = Types.parse(field.substring(space + 1)).orElseThrow();
      all.add(new EntityField(field.substring(0, space), type, !all.isEmpty()));
    }
    return new EntitySchema(new EntityName("shop", "thing"), all, List.of("id"));
  }

  private static EntityRow row() {
    try {
      return new EntityRow(
          SCHEMA,
          new Value.Int(Long.MIN_VALUE),
          new Value.Bool(true),
          new Value.Decimal(new BigDecimal("18446744073709551615")),
          new Value.Decimal(new BigDecimal("-0.10")),
          new Value.Float32(3.4028235e38f),
          new Value.Float64(Double.NaN),
          new Value.Text("\u0000\"\\ \uD83D\uDE00"),
          new Value.Text("b,c"),
          new Value.Date(LocalDate.of(1, 1, 1)),
          new Value.Time(LocalTime.of(23, 59, 59, 999_999_000)),
          new Value.Duration(-3_020_399_000_000L),
          new Value.Timestamp(LocalDateTime.of(9999, 12, 31, 23, 59)),
          new Value.Moment(Instant.parse("1969-12-31T23:59:59.000001Z")),
          new Value.Text("6ccd780c-baba-1026-9564-5b8c656024db"),
          Value.Bytes.of(new byte[] {0, -1}),
          new Value.Text("010"),
          new Value.Json(JsonTree.parse("{\"b\":1.10,\"a\":[null,true,\"x\"]}")),
          new Value.Array(List.of(new Value.Text("x"), Value.NULL)));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldReadBackAValueOfEveryType() throws RawRefused {
    EntityChange change = upserted(ROW, EntityChange.Origin.READ, List.of());
    assertThat(records.read(records.write(change))).isEqualTo(change);
  }

  @Test
  void shouldReadBackARowOfNulls() throws RawRefused {
    Value[] values = new Value[SCHEMA.fields().size()];
    java.util.Arrays.fill(values, Value.NULL);
    values[0] = new Value.Int(1);
    EntityChange change =
        upserted(new EntityRow(SCHEMA, values), EntityChange.Origin.CREATE, List.of());
    assertThat(records.read(records.write(change))).isEqualTo(change);
  }

  @Test
  void shouldTellJsonsNullFromNull() throws RawRefused, Refused {
    EntitySchema schema = schema("id int64", "document json", "other json");
    EntityRow row =
        new EntityRow(schema, new Value.Int(1), new Value.Json(JsonTree.parse("null")), Value.NULL);
    EntityChange change = upserted(row, EntityChange.Origin.CREATE, List.of());
    EntityRecord records = new EntityRecord(schema);
    assertThat(records.read(records.write(change))).isEqualTo(change);
  }

  @Test
  void shouldReadBackThePlacesThatARowHasLeft() throws RawRefused {
    Location left = ROW.location(List.of("id", "moment"));
    Location nowhere = new Location(Map.of("moment", Value.NULL));
    EntityChange change = upserted(ROW, EntityChange.Origin.UPDATE, List.of(left, nowhere));
    assertThat(records.read(records.write(change))).isEqualTo(change);
  }

  @Test
  void shouldReadBackADelete() throws RawRefused {
    Location left = ROW.location(List.of("id", "price"));
    EntityChange change =
        new EntityChange.Deleted(
            EntityKey.of(SCHEMA, left.fields()), new Version(Long.MAX_VALUE), -1, List.of(left));
    assertThat(records.read(records.write(change))).isEqualTo(change);
  }

  /** The format is public: other readers rely on it. */
  @Test
  void shouldWriteItsPublicFormat() {
    EntitySchema small = schema("id int64", "note text");
    EntityRow row = new EntityRow(small, new Value.Int(7), new Value.Text("a"));
    EntityChange change =
        new EntityChange.Upserted(
            row.key(),
            Version.of(1, 2, 3),
            5,
            EntityChange.Origin.UPDATE,
            row,
            List.of(row.location(List.of("id"))));
    assertThat(new EntityRecord(small).write(change))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"op\":\"update\",\"version\":\"281474976711171\",\"committed_at\":5,"
                + "\"fields\":{\"id\":7,\"note\":\"a\"},\"left\":[{\"id\":7}]}");
  }

  /** In which order members come means nothing in JSON. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'id':1,'a':'x','b':'y'}",
        "{'b':'y','a':'x','id':1}",
        "{'a':'x','b':'y','id':1}",
        "{'id':1,'b':'y','a':'x'}"
      })
  void shouldReadFieldsInAnyOrder(String fields) throws RawRefused {
    EntitySchema schema = schema("id int64", "a text", "b text");
    EntityChange read =
        new EntityRecord(schema).read(record("{'op':'create','fields':" + fields + "}"));
    assertThat(((EntityChange.Upserted) read).row())
        .isEqualTo(
            new EntityRow(schema, new Value.Int(1), new Value.Text("x"), new Value.Text("y")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'op':'create','fields':{'id':1}}; the field a is absent",
        "{'op':'create','fields':{'id':1,'a':'x','c':1}}; no field c",
        "{'op':'create','fields':[1]}; something else",
        "{'op':'create'}; it has no fields",
        "{'op':'merge','fields':{'id':1,'a':'x'}}; its op is unknown",
        "{'op':'delete'}; names no place",
        "{'op':'create','fields':{'id':1,'a':'x'; no JSON"
      })
  void shouldRefuseARecordOfAnotherFormat(String record, String why) {
    EntityRecord records = new EntityRecord(schema("id int64", "a text"));
    assertThatThrownBy(() -> records.read(record(record))).hasMessageContaining(why);
  }

  private static byte[] record(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldPassOverMembersThatALaterVersionAdds() throws RawRefused {
    EntitySchema small = schema("id int64");
    String record =
        "{\"op\":\"read\",\"more\":{\"x\":[1]},\"version\":\"1\",\"committed_at\":5,\"fields\":{\"id\":7}}";
    assertThat(new EntityRecord(small).read(record.getBytes(StandardCharsets.UTF_8)).key())
        .hasToString("{\"id\":7}");
  }

  @Test
  void shouldReadBackWhatIsLongerThanJacksonReadsByDefault() throws RawRefused {
    EntitySchema small = schema("id int64", "note text");
    EntityRow row = new EntityRow(small, new Value.Int(7), new Value.Text("x".repeat(21_000_000)));
    EntityChange change = upserted(row, EntityChange.Origin.READ, List.of());
    EntityRecord format = new EntityRecord(small);
    assertThat(format.read(format.write(change))).isEqualTo(change);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int16               | 32768                      | E_INT_RANGE",
        "int16               | 1.5                        | E_TYPE",
        "int16               | \"1\"                      | E_TYPE",
        "boolean             | 1                          | E_TYPE",
        "boolean             | \"true\"                   | E_TYPE",
        "uint64              | \"-1\"                     | E_INT_RANGE",
        "uint64              | 1                          | E_TYPE",
        "decimal(4,2)        | \"100.00\"                 | E_DECIMAL_PRECISION",
        "decimal(4,2)        | \"1.005\"                  | E_DECIMAL_SCALE",
        "decimal(4,2)        | \"1e1000000000\"           | E_NOT_DECIMAL",
        "float64             | \"much\"                   | E_TYPE",
        "text                | 5                          | E_TYPE",
        "text                | {\"a\":1}                  | E_TYPE",
        "enum(a,b)           | \"c\"                      | E_ENUM",
        "date                | \"+10000-01-01\"           | E_DATE_RANGE",
        "date                | \"0000-01-01\"             | E_ZERO_DATE",
        "time                | \"24:00:00\"               | E_TIME_RANGE",
        "timestamp           | \"2018-06-20\"             | E_DATE_RANGE",
        "instant             | \"2018-06-20T06:37:03\"    | E_DATE_RANGE",
        "duration            | \"PT1H\"                   | E_DURATION",
        "uuid                | \"x\"                      | E_UUID",
        "bytes               | \"***\"                    | E_BASE64",
        "bits(3)             | \"01\"                     | E_BITS",
        "array<int16>        | 5                          | E_TYPE",
        "array<int16>        | [1,\"2\"]                  | E_TYPE",
      })
  void shouldRefuseAFieldThatIsNotInCanonicalForm(String type, String json, String code) {
    String record =
        "{\"op\":\"read\",\"version\":\"1\",\"committed_at\":5,\"fields\":{\"id\":7,\"c\":%s}}"
            .formatted(json);
    EntityRecord format = new EntityRecord(schema("id int64", "c " + type));
    assertThatThrownBy(() -> format.read(record.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            RawRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.column()).isEqualTo("c");
            });
  }

  private static EntityChange upserted(
      EntityRow row, EntityChange.Origin origin, List<Location> left) {
    return new EntityChange.Upserted(
        row.key(), Version.of(1, 2, 3), 1_763_712_000_123_456L, origin, row, left);
  }
}
