/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Backoff backoff = new Backoff(FIRST, LONGEST, new Random(1));

  @Test
  void shouldDoubleUpToTheLongestAndStayThere() {
    // When
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waits.add(backoff.next());
    }

    // Then
    long limit = FIRST.toMillis();
    for (Duration wait : waits) {
      assertThat(wait.toMillis()).isBetween(limit / 2, limit);
      limit = Math.min(limit * 2, LONGEST.toMillis());
    }
  }

  @Test
  void shouldNotLetClientsComeBackAtOnce() {
    // When
    List<Duration> waits = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      waits.add(new Backoff(FIRST, LONGEST, new Random(seed)).next());
    }

    // Then
    assertThat(waits.stream().distinct().count()).isGreaterThan(10);
  }

  @Test
  void shouldStartOverAfterASuccess() {
    // Given
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }

    // When
    backoff.reset();

    // Then
    assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
  }
}
