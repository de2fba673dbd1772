/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FromAttributeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int16|N|32768",
        "int32|N|1.5",
        "int64|N|1E30",
        "int32|S|1",
        "uint64|N|-1",
        "decimal(5,2)|N|1.005",
        "decimal(5,2)|S|1.00",
        "decimal(40,2)|S|1.5",
        "decimal(40,2)|N|1.50",
        "float32|N|0.1000000000000000000001",
        "float64|N|1E-129999",
        "string(2)|S|abc",
        "enum(a,b)|S|c",
        "date|S|2018-06-20Z",
        "date|S|0000-00-00",
        "time|S|12:34:56",
        "duration|S|01:00:00",
        "timestamp|S|2018-06-20T06:37:03.12",
        "instant|S|2018-06-20T06:37:03.120000+00:00",
        "uuid|S|6CCD780C-BABA-1026-9564-5B8C656024DB",
        "bits(4)|S|01",
        "boolean|N|1",
        "text|N|1",
        "bytes|S|AA==",
        "array<text>|S|a"
      })
  void refusesWhatTandemWouldNotHaveWritten(String spelling, String kind, String text) {
    // Given
    Type type = Types.parse(spelling).orElseThrow();
    AttributeValue attribute =
        kind.equals("N") ? AttributeValue.fromN(text) : AttributeValue.fromS(text);

    // Then
    assertThatThrownBy(() -> FromAttribute.value(type, attribute)).isInstanceOf(Refused.class);
  }

  @Test
  void takesNumbersInTheSpellingThatDynamoDbGivesThem() throws Refused {
    // Given
    Type float32 = Types.parse("float32").orElseThrow();
    Type decimal = Types.parse("decimal(10,2)").orElseThrow();

    // Then
    assertThat(
            FromAttribute.value(
                float32, AttributeValue.fromN("340282350000000000000000000000000000000")))
        .isEqualTo(new Value.Float32(Float.MAX_VALUE));
    assertThat(((Value.Decimal) FromAttribute.value(decimal, AttributeValue.fromN("1.5"))).value())
        .isEqualTo(new BigDecimal("1.50"));
  }

  @Test
  void refusesSetsInDocuments() {
    // Given
    AttributeValue set = AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of("a"))));

    // Then
    assertThatThrownBy(() -> FromAttribute.value(Types.parse("json").orElseThrow(), set))
        .isInstanceOf(Refused.class);
  }
}
