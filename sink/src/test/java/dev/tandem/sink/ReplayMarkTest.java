/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ReplayMarkTest {
  @Test
  void shouldComeBackAsItWasCommitted() {
    ReplayMark mark = new ReplayMark(3, 1L << 40, 77, true, new ReplayCounts(15, 1, 2, 4, 8));

    assertThat(ReplayMark.of(mark.committed())).contains(mark);
  }

  @Test
  void shouldNotBeMadeOfWhatAnotherHasCommitted() {
    assertThat(ReplayMark.of(new OffsetAndMetadata(7))).isEmpty();
    assertThat(ReplayMark.of(new OffsetAndMetadata(7, "a b c d e f g h i"))).isEmpty();
    assertThat(ReplayMark.of(null)).isEmpty();
  }
}
