/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {
  /** Two values, of which the first is less. */
  static Stream<Arguments> ordered() {
    return Stream.of(
        arguments(1L, 2L),
        arguments(1L, new BigDecimal("1.1")),
        arguments(1.5, 2L),
        arguments("a", "B"),
        arguments("a", "a b"),
        arguments("9", 10L),
        arguments(LocalDate.of(2024, 1, 1), "2024-01-02"),
        arguments("2023-12-31 23:59", LocalDate.of(2024, 1, 1)),
        arguments(Binary.ofHex("7F"), Binary.ofHex("80")),
        arguments(
            OffsetDateTime.parse("2024-01-01T01:00+02:00"),
            OffsetDateTime.parse("2024-01-01T00:00Z")),
        // the last group of a GUID weighs most
        arguments(
            UUID.fromString("ffffffff-ffff-ffff-ffff-000000000001"),
            UUID.fromString("00000000-0000-0000-0000-000000000002")));
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void shouldBeInTheServersOrder(Object less, Object more) {
    assertThat(Values.compare(less, more)).isNegative();
    assertThat(Values.compare(more, less)).isPositive();
  }

  @Test
  void shouldTakeForEqualWhatTheServerTakesForEqual() {
    assertThat(Values.compare("abc  ", "ABC")).isZero();
    assertThat(Values.compare(1L, new BigDecimal("1.00"))).isZero();
    assertThat(Values.compare(Binary.ofHex("01"), Binary.ofHex("0100"))).isZero();
    assertThat(Values.compare(true, 1L)).isZero();
  }

  @Test
  void shouldHaveNullsFirst() {
    assertThat(Values.compareNullsFirst(null, 1L)).isNegative();
    assertThat(Values.compareNullsFirst(null, null)).isZero();
  }

  @Test
  void shouldKeepTheBytesOfGuidsAsTheServerDoes() {
    UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(Binary.of(Guids.stored(id))).hasToString("33221100554477668899AABBCCDDEEFF");
    assertThat(Guids.read(Guids.stored(id))).isEqualTo(id);
  }
}
