/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityKeyTest {
  private static final EntitySchema SCHEMA =
      new EntitySchema(
          new EntityName("sales", "order"),
          List.of(
              field("id", "int64"),
              field("the \"name\"", "text"),
              field("day", "date"),
              field("total", "decimal(10,2)")),
          List.of("id", "the \"name\"", "day", "total"));

  private static EntityField field(String name, String type) {
    return new EntityField(name, Types.parse(type).orElseThrow(), false);
  }

  @Test
  void shouldTellItsValuesAlone() {
    assertThat(new EntityKey("{\"id\":-7,\"the \\\"name\\\"\":\"a, \\\"b\\\"\"}").values())
        .isEqualTo("-7,a, \"b\"");
  }

  /** What was written by an earlier version must meet what this one writes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"quoted\" \\ /",
        "\u0000\b\t\n\u000b\f\r\u001f\u007f",
        "äß€ \ud83d\ude00"
      })
  void shouldSpellFieldsAsAGeneratorDoes(String text) throws IOException {
    Map<String, Value> fields = fields(new Value.Text(text));
    StringWriter expected = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(expected)) {
      out.writeStartObject();
      for (String name : SCHEMA.key()) {
        out.writeFieldName(name);
        SCHEMA.field(name).type().write(fields.getOrDefault(name, Value.NULL), out);
      }
      out.writeEndObject();
    }

    assertThat(EntityKey.of(SCHEMA, fields)).hasToString(expected.toString());
  }

  @Test
  void shouldBeMadeOfTheKeyFieldsInTheirOrder() {
    assertThat(EntityKey.of(SCHEMA, fields(new Value.Text("x"))).json())
        .isEqualTo(
            "{\"id\":-7,\"the \\\"name\\\"\":\"x\",\"day\":\"2018-06-20\",\"total\":\"1.50\"}");
  }

  @Test
  void shouldRefuseAKeyWithoutAValue() {
    assertThatThrownBy(() -> EntityKey.of(SCHEMA, fields(Value.NULL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no value for key field the \"name\" of sales.order");
  }

  private static Map<String, Value> fields(Value name) {
    return Map.of(
        "id",
        new Value.Int(-7),
        "the \"name\"",
        name,
        "day",
        new Value.Date(LocalDate.of(2018, 6, 20)),
        "total",
        new Value.Decimal(new BigDecimal("1.50")));
  }
}
