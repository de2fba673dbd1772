/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructJsonTest {
  private static final Schema INNER =
      SchemaBuilder.struct()
          .optional()
          .field("wkb", Schema.BYTES_SCHEMA)
          .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
          .build();
  private static final Schema ROW =
      SchemaBuilder.struct()
          .field("tiny", Schema.INT8_SCHEMA)
          .field("small", Schema.INT16_SCHEMA)
          .field("int", Schema.INT32_SCHEMA)
          .field("big", Schema.INT64_SCHEMA)
          .field("single", Schema.FLOAT32_SCHEMA)
          .field("double", Schema.FLOAT64_SCHEMA)
          .field("flag", Schema.BOOLEAN_SCHEMA)
          .field("text", SchemaBuilder.string().optional().defaultValue("its default").build())
          .field("data", Schema.OPTIONAL_BYTES_SCHEMA)
          .field("inner", INNER)
          .field("list", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
          .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build())
          .build();

  private final JsonConverter converter = new JsonConverter();
  private final JsonBuffer buffer = new JsonBuffer();

  StructJsonTest() {
    converter.configure(
        Map.of(
            JsonConverterConfig.SCHEMAS_ENABLE_CONFIG, false,
            JsonConverterConfig.REPLACE_NULL_WITH_DEFAULT_CONFIG, false),
        false);
  }

  private static Struct row() {
    return new Struct(ROW)
        .put("tiny", Byte.MIN_VALUE)
        .put("small", Short.MAX_VALUE)
        .put("int", Integer.MIN_VALUE)
        .put("big", Long.MAX_VALUE)
        .put("single", 0.1f)
        .put("double", 1e-7)
        .put("flag", true)
        .put("text", "Zoë \uD83D\uDEB2 \u0000 \u2028 \"quoted\" \\ / \n")
        .put("data", ByteBuffer.wrap(new byte[] {0, -1, 62, 63, 127}))
        .put("inner", new Struct(INNER).put("wkb", new byte[] {1, 2}))
        .put("list", Arrays.asList("a", null, ""))
        .put("map", Map.of("one", 1));
  }

  private void assertLikeConverter(Struct row) {
    assertThat(json(row))
        .isEqualTo(
            new String(
                converter.fromConnectData("topic", row.schema(), row), StandardCharsets.UTF_8));
  }

  private String json(Struct row) {
    return new String(new StructJson(row.schema()).bytes(row, buffer), StandardCharsets.UTF_8);
  }

  @Test
  void shouldWriteEveryTypeAsConnectDoes() {
    assertLikeConverter(row());
  }

  @Test
  void shouldWriteNullsAndNotTheirDefaultsAsConnectDoes() {
    // When
    Struct row = row().put("text", null).put("data", null).put("inner", null);

    // Then
    assertLikeConverter(row);
    assertThat(json(row)).contains("\"text\":null,\"data\":null,\"inner\":null");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, 1, 1e300, 4.9e-324, 123456789.125, 1e7, 0.001, Double.NaN, -1.0 / 0})
  void shouldWriteNumbersAsConnectDoes(double number) {
    assertLikeConverter(row().put("double", number).put("single", (float) number));
  }

  @Test
  void shouldRefuseWhatTheSettingsRuleOut() {
    // Given
    Schema schema = SchemaBuilder.struct().field("amount", Decimal.schema(2)).build();
    Struct row = new Struct(schema).put("amount", new BigDecimal("1.50"));

    // Then
    assertThatThrownBy(() -> json(row))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("org.apache.kafka.connect.data.Decimal");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 9, 10, -10, 99, 100, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L})
  void shouldWriteWholeNumbersAsConnectDoes(long number) {
    assertLikeConverter(row().put("big", number));
    assertLikeConverter(row().put("big", -number - 1));
    assertLikeConverter(row().put("big", Long.MIN_VALUE));
  }

  @Test
  void shouldWriteEveryCharacterAsConnectDoes() {
    // Given
    StringBuilder all = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        all.appendCodePoint(point);
      }
    }

    // Then
    assertLikeConverter(row().put("text", all.toString()));
    assertLikeConverter(row().put("text", "x" + all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uD83D", "\uD83Da", "\uDEB2", "\uD83D\uD83D\uDEB2"})
  void shouldKeepHalfASurrogatePairAsConnectDoes(String text) {
    assertLikeConverter(row().put("text", text));
  }

  @Test
  void shouldWriteWhatIsEmptyAsConnectDoes() {
    Schema empty = SchemaBuilder.struct().build();
    Schema schema = SchemaBuilder.struct().field("none", empty).build();

    assertLikeConverter(new Struct(schema).put("none", new Struct(empty)));
    assertLikeConverter(row().put("list", List.of()).put("map", Map.of()).put("text", ""));
  }

  @Test
  void shouldWriteRandomRowsAsConnectDoes() {
    long seed = Long.getLong("tandem.seed", System.nanoTime());
    RandomStructs random = new RandomStructs(seed);
    for (int i = 0; i < 2_000; i++) {
      Struct row = random.struct();
      assertThat(json(row))
          .as("-Dtandem.seed=%d, row %d", seed, i)
          .isEqualTo(
              new String(
                  converter.fromConnectData("topic", row.schema(), row), StandardCharsets.UTF_8));
    }
  }
}
