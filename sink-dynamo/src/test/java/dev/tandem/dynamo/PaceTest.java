/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private final Pace pace = new Pace(8, 0);

  @Test
  void shouldAdmitAsManyAsItMay() {
    assertThat(begin(0)).isEqualTo(8);
    assertThat(pace.admits(0)).isFalse();
  }

  @Test
  void shouldHalveAndPauseAfterARefusal() {
    // Given
    begin(0);

    // When
    pace.refuse(0, 1);

    // Then
    assertThat(pace.limit()).isEqualTo(4);
    assertThat(pace.admits(1)).as("seven are still under way").isFalse();
    for (int i = 0; i < 7; i++) {
      pace.end();
    }
    assertThat(pace.admits(2)).as("at once").isFalse();
    assertThat(begin(SECOND)).isEqualTo(5);
  }

  @Test
  void shouldHalveOnceForAllThatWereUnderWay() {
    // Given
    begin(0);

    // When
    for (int i = 1; i <= 8; i++) {
      pace.refuse(0, i);
    }

    // Then
    assertThat(pace.limit()).isEqualTo(4);
  }

  @Test
  void shouldNeverStopAltogether() {
    // When
    for (int i = 0; i < 20; i++) {
      pace.begin();
      pace.refuse(i * SECOND, i * SECOND + 1);
    }

    // Then
    assertThat(pace.limit()).isEqualTo(1);
    assertThat(pace.admits(23 * SECOND)).isTrue();
  }

  @Test
  void shouldTakeMoreAgainWithEachThatSucceeds() {
    // Given
    pace.begin();
    pace.refuse(0, 1);

    // When
    for (int i = 0; i < 100; i++) {
      pace.begin();
      pace.end();
    }

    // Then
    assertThat(pace.limit()).isEqualTo(8);
  }

  private int begin(long now) {
    int begun = 0;
    for (; pace.admits(now); begun++) {
      pace.begin();
    }
    return begun;
  }
}
