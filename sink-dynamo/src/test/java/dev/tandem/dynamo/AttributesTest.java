/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributesTest {

  @ParameterizedTest
  @CsvSource({
    "0,1",
    "1,2",
    "-1,3",
    "12,2",
    "123,3",
    "1000,2",
    "0.1,2",
    "1.23,3",
    "12.3,3",
    "12345678901234567890123456789012345678,20",
    "1E-100,2"
  })
  void aNumberTakesAByteForTwoDigits(String number, int bytes) {
    assertThat(Attributes.size(Map.of("q", AttributeValue.fromN(number)))).isEqualTo(1 + bytes);
  }

  @Test
  void listsAndMapsTakeThreeBytesAndOneForEachElement() {
    // Given
    AttributeValue one = AttributeValue.fromBool(true);
    AttributeValue list = AttributeValue.fromL(List.of(one, one));
    AttributeValue map = AttributeValue.fromM(Map.of("ab", list));

    // Then
    assertThat(Attributes.size(Map.of("name", list))).isEqualTo(4 + 3 + 2 * 2);
    assertThat(Attributes.size(Map.of("name", map))).isEqualTo(4 + 3 + 1 + 2 + (3 + 2 * 2));
    assertThat(Attributes.levels(map)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ü", "€", "\uD83D\uDE00", "aü€\uD83D\uDE00\u07FF\u0800\uFFFF"})
  void textTakesItsBytesInUtf8(String text) {
    assertThat(Attributes.utf8(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void numbersAreTheSameByValueAlsoInDocuments() {
    // Given
    AttributeValue one = AttributeValue.fromM(Map.of("a", list("1.50", "2")));

    // Then
    assertThat(Attributes.same(one, AttributeValue.fromM(Map.of("a", list("1.5", "2"))))).isTrue();
    assertThat(Attributes.same(one, AttributeValue.fromM(Map.of("a", list("1.5"))))).isFalse();
    assertThat(Attributes.same(one, AttributeValue.fromM(Map.of("b", list("1.5", "2"))))).isFalse();
    assertThat(Attributes.same(AttributeValue.fromN("1"), AttributeValue.fromS("1"))).isFalse();
  }

  private static AttributeValue list(String... numbers) {
    return AttributeValue.fromL(List.of(numbers).stream().map(AttributeValue::fromN).toList());
  }
}
