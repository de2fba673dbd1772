/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyRangeTest {

  @Test
  void partsHoldEveryKeyOnce() {
    // Given
    List<KeyRange> parts =
        KeyRange.ALL.split(7).stream().flatMap(part -> part.split(3).stream()).toList();
    Random random = new Random(5);
    // When / Then
    for (int i = 0; i < 10_000; i++) {
      long key = random.nextLong();
      assertThat(parts.stream().filter(part -> part.contains(key))).hasSize(1);
    }
    assertThat(parts.stream().filter(part -> part.contains(0))).hasSize(1);
    assertThat(parts.stream().filter(part -> part.contains(-1))).hasSize(1);
    assertThat(parts.stream().filter(part -> part.contains(Long.MIN_VALUE))).hasSize(1);
  }
}
