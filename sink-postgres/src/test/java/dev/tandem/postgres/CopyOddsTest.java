/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyOddsTest {
  private final CopyOdds odds = new CopyOdds();

  @Test
  void shouldTryAgainAfterTwiceAsManyBatchesEachTime() {
    assertThat(odds.areGood()).isTrue();
    for (int pause : new int[] {1, 2, 4, 8}) {
      odds.lost();
      assertThat(batchesUntilGood()).isEqualTo(pause);
    }
    odds.won();
    odds.lost();
    assertThat(batchesUntilGood()).isEqualTo(1);
  }

  @Test
  void shouldNeverGiveUp() {
    for (int i = 0; i < 40; i++) {
      odds.lost();
    }
    assertThat(batchesUntilGood()).isEqualTo(1_024);
  }

  private int batchesUntilGood() {
    int batches = 0;
    while (!odds.areGood()) {
      batches++;
    }
    return batches;
  }
}
