/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WriteUnitsTest {

  @Test
  void shouldChargeEachBegunKilobyteAndTwiceInATransaction() {
    // Given
    WriteUnits units = WriteUnits.of(List.of(item(1_023), item(1_024)));

    // Then
    assertThat(units.replaced()).isEqualTo(1.5);
    assertThat(units.created()).isCloseTo(3.02, within(0.001));
    assertThat(units)
        .hasToString(
            "write units per row: 3.02 created by Tandem, 1.50 updated, 1.50 by BatchWriteItem;"
                + " USD per million rows on demand: 1.89, 0.94, 0.94");
  }

  private static Map<String, AttributeValue> item(int bytes) {
    return Map.of("a", AttributeValue.fromS("x".repeat(bytes)));
  }
}
