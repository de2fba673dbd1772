/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(5);
  private final RateLimit limit = new RateLimit(100, now::get);

  @Test
  void shouldWaitAsLongAsTheRowsTake() {
    assertThat(limit.take(50)).isEqualTo(SECOND / 2);
    assertThat(limit.take(100)).isEqualTo(SECOND / 2 + SECOND);
  }

  @Test
  void shouldNotMakeUpForAStandstill() {
    // Given
    limit.take(1);

    // When
    now.addAndGet(60 * SECOND);

    // Then
    assertThat(limit.take(100)).isEqualTo(SECOND);
  }
}
