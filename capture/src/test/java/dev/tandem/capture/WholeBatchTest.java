/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class WholeBatchTest {

  private static SourceRecord record(int position) {
    return new SourceRecord(
        Map.of("server", "shop"), Map.of("pos", position), "shop.orders", null, "row " + position);
  }

  @Test
  void shouldComeOutInOrderAsItWentIn() {
    // Given
    List<SourceRecord> records = List.of(record(1), record(2), record(3));

    // When
    List<SourceRecord> packed = WholeBatch.packed(records);

    // Then
    assertThat(packed).hasSize(1);
    assertThat(WholeBatch.unpacked(packed.get(0))).containsExactlyElementsOf(records);
  }

  @Test
  void shouldHaveTheOffsetOfItsLastRecord() {
    assertThat(WholeBatch.packed(List.of(record(1), record(2))))
        .singleElement()
        .satisfies(
            batch -> {
              assertThat(batch.sourceOffset()).hasToString("{pos=2}");
              assertThat(batch.sourcePartition()).hasToString("{server=shop}");
            });
  }

  @Test
  void shouldNotMakeABatchOfNothing() {
    assertThat(WholeBatch.packed(List.of())).isEmpty();
  }
}
