/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against known answers of the reference implementation with seed 0. */
class MurmurTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|0000000000000000|0000000000000000",
        "hello|cbd8a7b341bd9b02|5b1e906a48ae1d19",
        "The quick brown fox jumps over the lazy dog|e34bbc7bbc071b6c|7a433ca9c49a9347"
      })
  void givesTheKnownHash(String text, String first, String second) {
    // Given
    Murmur murmur = new Murmur();
    byte[] bytes = (text + "whatever follows").getBytes(US_ASCII);
    // When
    murmur.hash(bytes, text.length());
    // Then
    assertThat(String.format(Locale.ROOT, "%016x", murmur.first())).isEqualTo(first);
    assertThat(String.format(Locale.ROOT, "%016x", murmur.second())).isEqualTo(second);
  }
}
