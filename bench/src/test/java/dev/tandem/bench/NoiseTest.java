/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final Machine.CpuTime START = new Machine.CpuTime(10_000, 4_000, 100, 0);

  @Test
  void shouldTellWhatOthersTook() {
    // Given 1000 ticks: 200 idle, 50 stolen, and so 750 busy, of which we took 600
    Machine.CpuTime end = new Machine.CpuTime(11_000, 4_200, 150, 0);
    assertThat(Noise.between(START, end, 6.0)).isEqualTo(new Noise(5, 15));
  }

  @Test
  void shouldNotFallBelowNothingWhenTheTicksAreCoarse() {
    Machine.CpuTime end = new Machine.CpuTime(10_100, 4_000, 100, 0);
    assertThat(Noise.between(START, end, 1.02)).isEqualTo(new Noise(0, 0));
  }
}
