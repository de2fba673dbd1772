/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.JsonType;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ToAttributeTest {

  @Test
  void everyKindHasItsForm() throws Refused {
    // Given
    Map<String, AttributeValue> expected =
        Map.ofEntries(
            Map.entry("id", AttributeValue.fromN("18446744073709551615")),
            Map.entry("yes", AttributeValue.fromBool(true)),
            Map.entry("count", AttributeValue.fromN("-7")),
            Map.entry("price", AttributeValue.fromN("1.5")),
            Map.entry(
                "vast",
                AttributeValue.fromS(
                    "12345678901234567890123456789012345.123456789012345678901234567890")),
            Map.entry("narrow", AttributeValue.fromN("3.4028235E+38")),
            Map.entry("wide", AttributeValue.fromN("0.1")),
            Map.entry("name", AttributeValue.fromS("Zoë \uD83D\uDE00")),
            Map.entry("state", AttributeValue.fromS("open")),
            Map.entry("day", AttributeValue.fromS("2018-06-20")),
            Map.entry("hour", AttributeValue.fromS("12:34:56.100000")),
            Map.entry("span", AttributeValue.fromS("-01:00:00.000000")),
            Map.entry("local", AttributeValue.fromS("2018-06-20T06:37:03.120000")),
            Map.entry("at", AttributeValue.fromS("2018-06-20T04:37:03.120000Z")),
            Map.entry("uuid", AttributeValue.fromS("6ccd780c-baba-1026-9564-5b8c656024db")),
            Map.entry("raw", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1}))),
            Map.entry("flags", AttributeValue.fromS("0101")),
            Map.entry(
                "doc",
                AttributeValue.fromM(
                    Map.of(
                        "a",
                        AttributeValue.fromM(Map.of()),
                        "b",
                        AttributeValue.fromL(
                            List.of(
                                AttributeValue.fromN("1"),
                                AttributeValue.fromN("1E+2"),
                                AttributeValue.fromNul(true),
                                AttributeValue.fromBool(true),
                                AttributeValue.fromS("x")))))),
            Map.entry(
                "tags",
                AttributeValue.fromL(
                    List.of(
                        AttributeValue.fromS("b"),
                        AttributeValue.fromNul(true),
                        AttributeValue.fromS("a")))));

    // Then
    for (Map.Entry<String, Value> field : Things.fields().entrySet()) {
      Type type = Things.SCHEMA.field(field.getKey()).type();
      AttributeValue attribute = ToAttribute.of(type, field.getValue());
      assertThat(attribute).as(field.getKey()).isEqualTo(expected.get(field.getKey()));
      assertThat(FromAttribute.value(type, attribute)).isEqualTo(field.getValue());
    }
    assertThat(Things.fields()).hasSameSizeAs(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decimal(38,0)|99999999999999999999999999999999999999|N",
        "decimal(38,38)|0.00000000000000000000000000000000000001|N",
        "decimal(39,0)|1|S"
      })
  void aColumnOfDecimalsIsNumbersOrTextAsAWhole(String type, String number, String kind)
      throws Refused {
    // When
    AttributeValue attribute =
        ToAttribute.of(Types.parse(type).orElseThrow(), new Value.Decimal(new BigDecimal(number)));

    // Then
    assertThat(attribute.type()).hasToString(kind);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1E300, 1E126, 4.9E-324, 9E-131})
  void refusesFloatsThatDynamoDbHasNoNumberFor(double number) {
    assertThatThrownBy(
            () -> ToAttribute.of(Types.parse("float64").orElseThrow(), new Value.Float64(number)))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).error())
        .isEqualTo(ValueError.DYNAMO_NUMBER_RANGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123456789012345678901234567890123456789|DYNAMO_NUMBER_RANGE",
        "[1e126]|DYNAMO_NUMBER_RANGE",
        "[1e-131]|DYNAMO_NUMBER_RANGE",
        "{\"a\":\"\\ud83d\"}|SURROGATE",
        "[\"\\ud83dx\"]|SURROGATE",
        "{\"\":1}|DYNAMO_EMPTY_KEY"
      })
  void refusesDocumentsThatDynamoDbCannotHold(String json, ValueError error) {
    assertThatThrownBy(() -> ToAttribute.of(new JsonType(), new Value.Json(JsonTree.parse(json))))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).error())
        .isEqualTo(error);
  }

  @Test
  void aDocumentThatIsNullIsNotSqlNull() throws Refused {
    assertThat(ToAttribute.of(new JsonType(), new Value.Json(JsonTree.of(null))))
        .isEqualTo(AttributeValue.fromNul(true));
  }
}
