/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final byte[] NO_TEXT = {(byte) 0xc3, 0x28, 0};

  @Test
  void shouldReadBackWhatItWrote() {
    DeadLetter letter = letter("sink-postgres", origin(bytes("{\"id\":1}"), bytes("é\u0000")));
    assertThat(DeadLetter.ofJson(letter.toJson())).isEqualTo(letter);
  }

  @Test
  void shouldKeepARecordWithoutKeyAndValue() {
    DeadLetter letter = letter("transform", origin(null, null));
    assertThat(DeadLetter.ofJson(letter.toJson())).isEqualTo(letter);
    assertThat(letter.origin().value()).isNull();
  }

  @Test
  void shouldKeepBytesThatAreNoTextWhole() {
    DeadLetter.Origin origin = origin(bytes("key"), NO_TEXT);
    assertThat(origin.base64()).isTrue();
    assertThat(Base64.getDecoder().decode(origin.value())).isEqualTo(NO_TEXT);
    assertThat(Base64.getDecoder().decode(origin.key())).isEqualTo(bytes("key"));
  }

  @Test
  void shouldKeepHeadersEvenWithoutAValue() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.SCHEMA, bytes("0123456789abcdef"));
    headers.add("empty", null);
    DeadLetter.Origin origin = DeadLetter.Origin.of("t", 0, 1, null, null, headers);
    assertThat(origin.headers())
        .containsOnly(entry(Headers.SCHEMA, "0123456789abcdef"), entry("empty", ""));
  }

  @Test
  void shouldNameOnlyThePlaceOfARecordThatItsEscapesMakeTooLarge() {
    // Given
    byte[] quotes = bytes("\\\"".repeat(5_500_000));

    // When
    DeadLetter read = DeadLetter.ofJson(letter("transform", origin(null, quotes)).toJson());

    // Then
    assertThat(read.origin().value()).isNull();
    assertThat(read.origin()).extracting("topic", "offset").containsExactly("p.shop.thing", 7L);
  }

  @Test
  void shouldHaveOneKeyHoweverOftenItIsParked() {
    DeadLetter first = letter("sink-postgres", origin(null, bytes("a")));
    DeadLetter again =
        new DeadLetter("sink-postgres", "E_OTHER", "", "shop.thing", "", 9, 99, first.origin());
    assertThat(again.key()).isEqualTo(first.key());
    assertThat(letter("sink-dynamo", first.origin()).key())
        .as("each target has its own")
        .isNotEqualTo(first.key());
  }

  @Test
  void shouldRefuseWhatIsNoDeadLetter() {
    assertThatThrownBy(() -> DeadLetter.ofJson(bytes("{")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static DeadLetter letter(String stage, DeadLetter.Origin origin) {
    return new DeadLetter(
        stage, "E_LENGTH", "Text longer than declared.", "shop.thing", "name", 3, 1_000, origin);
  }

  private static DeadLetter.Origin origin(byte @Nullable [] key, byte @Nullable [] value) {
    return DeadLetter.Origin.of(new ConsumerRecord<>("p.shop.thing", 2, 7, key, value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
