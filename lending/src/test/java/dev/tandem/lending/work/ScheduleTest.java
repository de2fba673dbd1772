/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Tide STEADY = Mix.WRITE_HEAVY.tide(Duration.ZERO, Duration.ofMinutes(1));

  @Test
  void shouldBeDueAtTimesThatNothingButSizesDecides() {
    Schedule schedule = new Schedule(STEADY, 100, 4);
    assertThat(schedule.due()).isEqualTo(millis(20));
    schedule.advance(4);
    assertThat(schedule.due()).isEqualTo(millis(60));
    schedule.advance(10);
    assertThat(schedule.due()).isEqualTo(millis(160));
  }

  @Test
  void shouldMakeUpForWhatWasGuessedWrong() {
    Schedule schedule = new Schedule(STEADY, 100, 4);

    // When one of 4 turns out to be of 10, and another of 4 to be of none
    schedule.advance(4);
    schedule.done(10, 4);
    schedule.advance(4);

    // Then what comes next is due so much later
    assertThat(schedule.due()).isEqualTo(millis(20 + 40 + 40 + 60));
    schedule.done(0, 4);
    schedule.advance(4);
    assertThat(schedule.due()).isEqualTo(millis(20 + 40 + 40 + 60));
  }

  @Test
  void shouldNeverGoBackInTime() {
    Schedule schedule = new Schedule(STEADY, 100, 4);
    schedule.advance(4);
    long due = schedule.due();

    // When thousands of rows that were thought of did not come
    schedule.done(0, 5_000);
    schedule.advance(4);

    // Then
    assertThat(schedule.due()).isEqualTo(due);
  }

  @Test
  void shouldLearnHowLargeTransactionsAre() {
    Schedule schedule = new Schedule(STEADY, 100, 4);
    assertThat(schedule.expected()).isEqualTo(4);
    for (int i = 0; i < 2_000; i++) {
      schedule.done(8, 8);
    }
    assertThat(schedule.expected()).isBetween(7.9, 8.0);
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
