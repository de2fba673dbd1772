/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RemapProgressTest {
  private final List<String> told = new ArrayList<>();
  private long nanos = 5;
  private final RemapProgress progress = new RemapProgress(told::add, () -> nanos);

  private void pass(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void shouldTellHowLongItStillTakesAndNotTooOften() {
    // When
    progress.compares(1, 4_000);
    pass(10);
    progress.compares(1_000, 4_000);
    progress.compares(1_001, 4_000);
    pass(60); // until it was confirmed
    progress.publishes(100);
    progress.publishes();
    pass(10);
    progress.publishes();
    progress.publishes();

    // Then
    assertThat(told)
        .containsExactly(
            "compares  25 %  1,000 of 4,000 records  100/s  0:00:30 left",
            "publishes   2 %  2 of 100 rows  0/s  0:08:10 left");
  }

  /** Nobody can tell how long nothing takes. */
  @Test
  void shouldBearTopicsThatWereEmpty() {
    // When
    pass(10);
    progress.compares(0, 0);

    // Then
    assertThat(told).isEmpty();
  }
}
