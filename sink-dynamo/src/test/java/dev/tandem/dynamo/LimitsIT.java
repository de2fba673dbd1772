/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.JsonType;
import dev.tandem.model.type.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What {@link Attributes} computes is what DynamoDB counts. */
class LimitsIT {
  @AutoClose private static final Shelves SHELVES = new Shelves();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "12",
        "123",
        "1000",
        "0.1",
        "1.23",
        "-123.456",
        "1E+100",
        "1E-130",
        "12345678901234567890123456789012345678",
        "-0.00000012345678901234567890123456789012345678"
      })
  void shouldCountNumbersAsDynamoDbDoes(String number) {
    assertFillsTheItemExactly(AttributeValue.fromN(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[1,\"a\",null,true,[]]",
        "{\"a\":{\"bc\":[{}]},\"ü\":\"\uD83D\uDE00\"}",
        "\"\""
      })
  void shouldCountDocumentsAsDynamoDbDoes(String json) throws Exception {
    assertFillsTheItemExactly(ToAttribute.of(new JsonType(), new Value.Json(JsonTree.parse(json))));
  }

  @Test
  void shouldCountBytesAndTruthValuesAsDynamoDbDoes() {
    assertFillsTheItemExactly(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1_000])));
    assertFillsTheItemExactly(AttributeValue.fromBool(false));
  }

  private static void assertFillsTheItemExactly(AttributeValue probe) {
    // Given
    Map<String, AttributeValue> item = new HashMap<>(Shelves.key("A"));
    item.put("probe", probe);
    long rest = Attributes.MOST_BYTES - Attributes.size(item) - "filler".length();

    // When
    item.put("filler", AttributeValue.fromS("x".repeat((int) rest)));
    SHELVES.putByHand(item);

    // Then
    item.put("filler", AttributeValue.fromS("x".repeat((int) rest + 1)));
    assertThat(Attributes.size(item)).isEqualTo(Attributes.MOST_BYTES + 1);
    assertThatThrownBy(() -> SHELVES.putByHand(item))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("Item size");
  }

  @Test
  void shouldCountLevelsAsDynamoDbDoes() {
    // Given
    AttributeValue deep = AttributeValue.fromM(Map.of());
    for (int i = 1; i < Attributes.MOST_LEVELS; i++) {
      deep =
          i % 2 == 0
              ? AttributeValue.fromM(Map.of("a", deep))
              : AttributeValue.fromL(List.of(deep));
    }
    Map<String, AttributeValue> item = new HashMap<>(Shelves.key("A"));

    // When
    item.put("probe", deep);
    SHELVES.putByHand(item);

    // Then
    assertThat(Attributes.levels(deep)).isEqualTo(Attributes.MOST_LEVELS);
    item.put("probe", AttributeValue.fromL(List.of(deep)));
    assertThatThrownBy(() -> SHELVES.putByHand(item))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("Nesting Levels");
  }
}
