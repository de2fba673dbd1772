/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void shouldKeepTheOrderAndRound() {
    assertThat(new JsonLine().with("z", 0.876).with("a", 2).with("peakMemoryMb", 401.7))
        .hasToString("{\"z\":0.88,\"a\":2.00,\"peakMemoryMb\":402}");
  }

  @Test
  void shouldSayNullOfWhatWasNotMeasured() {
    assertThat(new JsonLine().with("ratio", Double.NaN)).hasToString("{\"ratio\":null}");
  }
}
