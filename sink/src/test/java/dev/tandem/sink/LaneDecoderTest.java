/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.Headers;
import dev.tandem.wire.WireCode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LaneDecoderTest {
  private static final Lane LANE = Things.lane(3);

  private final ManualClock clock = new ManualClock();
  private final LaneDecoder decoder = new LaneDecoder(ThingRecords.schemas(), "sink-test", clock);

  @Test
  void shouldMakeADeliveryOfAChange() {
    // When
    LaneBuffer.Item item = decoder.decode(LANE, ThingRecords.of(LANE, 12, 1, "a"));

    // Then
    assertThat(item.letter()).isNull();
    assertThat(item.delivery()).isEqualTo(Things.upsert(LANE, 12, 1, "a", 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "5",
        "{}",
        "{\"op\":\"create\"}",
        "{\"op\":\"create\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":1}}",
        "{\"op\":\"create\",\"version\":\"x\",\"committed_at\":1,\"fields\":{\"id\":1,\"value\":\"a\"}}",
        "{\"op\":\"create\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":1,\"value\":\"a\",\"more\":1}}",
        "{\"op\":\"create\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":null,\"value\":\"a\"}}",
        "{\"op\":\"burn\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":1,\"value\":\"a\"}}",
        "{\"op\":\"delete\",\"version\":\"1\",\"committed_at\":1}",
        "{\"op\":\"delete\",\"version\":\"1\",\"committed_at\":1,\"left\":[{}]}",
        "{\"op\":\"delete\",\"version\":\"1\",\"committed_at\":1,\"left\":[{\"id\":null}]}",
        "{\"op\":\"delete\",\"version\":\"1\",\"committed_at\":1,\"left\":5}",
        "{\"op\":\"create\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":1,\"value\":{\"a\":1}}}",
        "{\"op\":\"create\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":1.5,\"value\":\"a\"}}",
        "{\"op\":\"create\",\"version\":\"1\",\"committed_at\":1,\"fields\":{\"id\":1,\"value\":\"a\""
      })
  void shouldMakeADeadLetterOfWhatNoTransformWrote(String value) {
    // When
    LaneBuffer.Item item =
        decoder.decode(LANE, ThingRecords.of(LANE, 12, value.getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(assertLetter(item).origin().value()).isEqualTo(value);
  }

  @Test
  void shouldMakeADeadLetterOfARecordWithoutASchema() {
    // Given
    ConsumerRecord<byte[], byte[]> record =
        ThingRecords.of(LANE, 12, new byte[0], new RecordHeaders());

    // When / Then
    assertLetter(decoder.decode(LANE, record));
  }

  @Test
  void shouldMakeADeadLetterOfARecordWithAnEmptySchemaHeader() {
    // Given
    RecordHeaders headers = new RecordHeaders();
    headers.add(new RecordHeader(Headers.SCHEMA, null));

    // When / Then
    assertLetter(decoder.decode(LANE, ThingRecords.of(LANE, 12, new byte[0], headers)));
  }

  @Test
  void shouldMakeADeadLetterOfARecordWithoutAValue() {
    // When / Then
    assertLetter(decoder.decode(LANE, ThingRecords.of(LANE, 12, (byte[]) null)));
  }

  @Test
  void shouldKeepBytesThatAreNoText() {
    // When
    LaneBuffer.Item item =
        decoder.decode(LANE, ThingRecords.of(LANE, 12, new byte[] {(byte) 0xff, 0}));

    // Then
    assertThat(assertLetter(item).origin())
        .extracting("base64", "value", "key")
        .containsExactly(true, "/wA=", "a2V5");
  }

  /** The schema may be on its way, or its topic was lost: skipping the record would lose it. */
  @Test
  void shouldStopAtASchemaThatIsNowhere() {
    // Given
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.SCHEMA, "0000000000000000".getBytes(StandardCharsets.US_ASCII));

    // When / Then
    assertThatThrownBy(() -> decoder.decode(LANE, ThingRecords.of(LANE, 12, new byte[0], headers)))
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(WireCode.SCHEMA_UNKNOWN));
  }

  private DeadLetter assertLetter(LaneBuffer.Item item) {
    assertThat(item.delivery()).isNull();
    DeadLetter letter = Objects.requireNonNull(item.letter());
    assertThat(letter.code()).startsWith("E_");
    assertThat(letter.reason()).isNotBlank();
    assertThat(letter)
        .extracting("stage", "parkedAtMillis")
        .containsExactly("sink-test", clock.instant().toEpochMilli());
    assertThat(letter.origin())
        .extracting("topic", "partition", "offset")
        .containsExactly(LANE.topic(), LANE.partition(), 12L);
    return letter;
  }
}
