/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TideTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void shouldLeaveASteadyLoadAsItIs() {
    Tide tide = Mix.WRITE_HEAVY.tide(Duration.ofSeconds(30), Duration.ofMinutes(10));
    assertThat(tide.due(45.0 * SECOND)).isEqualTo(45 * SECOND);
  }

  @Test
  void shouldBurstForFiveSecondsOfAMinuteAtTenTimesTheRate() {
    // Given one operation each 10 ms, in the mean
    Tide tide = Mix.BURSTS.tide(Duration.ofSeconds(30), Duration.ofMinutes(2));
    long[] due =
        LongStream.range(0, 15_000).map(number -> tide.due(number * SECOND / 100.0)).toArray();

    // Then
    assertThat(due).isSorted();
    assertThat(between(due, 0, 30)).isEqualTo(3_000);
    assertThat(between(due, 30, 90)).isBetween(5_998L, 6_002L);
    assertThat(between(due, 90, 150)).isBetween(5_998L, 6_002L);
    assertThat(between(due, 57.5, 62.5)).isBetween(4_998L, 5_002L);
    assertThat(between(due, 30, 57.5)).isBetween(498L, 502L);
  }

  @Test
  void shouldBurstOnceInAShortLoad() {
    Tide tide = Mix.BURSTS.tide(Duration.ZERO, Duration.ofSeconds(12));
    long[] due =
        LongStream.range(0, 1_200).map(number -> tide.due(number * SECOND / 100.0)).toArray();
    assertThat(between(due, 5.5, 6.5)).isBetween(998L, 1_002L);
    assertThat(between(due, 0, 12)).isEqualTo(1_200);
  }

  private static long between(long[] due, double from, double to) {
    return LongStream.of(due).filter(at -> at >= from * SECOND && at < to * SECOND).count();
  }
}
