/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void shouldTakeTheTimeThatTheRateAsksFor() throws InterruptedException {
    // Given
    Pace pace = new Pace(1_000);
    long start = System.nanoTime();

    // When
    for (int i = 0; i < 20; i++) {
      pace.await(10, end);
    }

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void shouldNotWaitBeyondTheEnd() throws InterruptedException {
    // Given
    Pace pace = new Pace(1);
    end.countDown();
    long start = System.nanoTime();

    // When
    pace.await(3_600, end);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void shouldNotWaitAtAllWithoutARate() throws InterruptedException {
    // Given
    long start = System.nanoTime();

    // When
    new Pace(0).await(1_000_000, end);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
  }
}
