/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {

  @Test
  void shouldReadGoals() {
    assertThat(Objective.parse("p99=500ms, P50=1s,p999=2m,max=1h").goals())
        .containsExactly(
            new Objective.Goal("p99", 99, Duration.ofMillis(500)),
            new Objective.Goal("p50", 50, Duration.ofSeconds(1)),
            new Objective.Goal("p999", 99.9, Duration.ofMinutes(2)),
            new Objective.Goal("max", 100, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p99", "p99=", "p9=1s", "p99=1", "p99=-1s", "99=1s", "p99=1s,"})
  void shouldSayWhatAnObjectiveIs(String text) {
    assertThatThrownBy(() -> Objective.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("'.*' is no (objective|span of time): write .*");
  }

  @Test
  void shouldTellWhichGoalWasMissed() {
    // Given 98 changes after 10 ms and two after 3 s
    Delays delays = new Delays();
    for (int i = 0; i < 98; i++) {
      delays.add(Duration.ofMillis(10).toNanos(), true);
    }
    delays.add(Duration.ofSeconds(3).toNanos(), true);
    delays.add(Duration.ofSeconds(3).toNanos(), true);

    // Then
    assertThat(Objective.parse("p98=20ms,p50=20ms,max=4s").missed("dynamo", delays)).isEmpty();
    assertThat(Objective.parse("p50=20ms,p99=500ms").missed("dynamo", delays))
        .singleElement()
        .asString()
        .matches("dynamo p99 was [23],0\\d\\d ms instead of 500 ms|dynamo p99 was 2,9\\d\\d.*");
    assertThat(Objective.NONE.missed("dynamo", delays)).isEmpty();
  }

  @Test
  void shouldNotCountTheWarmUp() {
    Delays delays = new Delays();
    delays.add(Duration.ofSeconds(9).toNanos(), false);
    delays.add(Duration.ofMillis(9).toNanos(), true);
    assertThat(Objective.parse("max=10ms").missed("postgres", delays)).isEmpty();
    assertThat(delays.count()).isOne();
  }
}
