/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private static final long FIRST = 1_000;

  private final ManualNanoClock clock = new ManualNanoClock(Duration.ofHours(1));
  private final Map<Long, Double> visibleFrom = new LinkedHashMap<>();
  private final List<Double> looks = new ArrayList<>();
  private final List<Long> asked = new ArrayList<>();
  private double lookMillis = 0.5;

  @Test
  void shouldTellWhichLookShowedARowFirst() throws SQLException {
    // Given the second row last
    show(0, 0);
    show(1, 5);
    show(2, 1);
    show(3, 1);
    Sightings sightings = sightings(4);

    // When
    sightings.await(4, Duration.ofSeconds(1), this::above);

    // Then
    assertThat(seen(sightings, 4)).containsExactly(0.5, 6.5, 2.5, 2.5);
  }

  @Test
  void shouldLookEveryTwoMillisecondsForWhatLiesAboveTheFirstGap() throws SQLException {
    // Given
    show(0, 0);
    show(1, 5);
    show(2, 1);

    // When
    sightings(3).await(3, Duration.ofSeconds(1), this::above);

    // Then
    assertThat(looks).containsExactly(0., 2., 4., 6.);
    assertThat(asked).containsExactly(FIRST - 1, FIRST, FIRST, FIRST);
  }

  @Test
  void shouldLookAgainAtOnceWhenALookTookLonger() throws SQLException {
    lookMillis = 3;
    show(0, 5);

    sightings(1).await(1, Duration.ofSeconds(1), this::above);

    assertThat(looks).containsExactly(0., 3., 6.);
  }

  @Test
  void shouldGoOnWhereItWasWhenItIsToWaitForMore() throws SQLException {
    // Given
    show(0, 0);
    show(1, 0);
    show(2, 9);
    Sightings sightings = sightings(3);
    sightings.await(1, Duration.ofSeconds(1), this::above);
    sightings.await(2, Duration.ofSeconds(1), this::above);
    assertThat(looks).as("the first look showed both").hasSize(1);

    // When
    sightings.await(3, Duration.ofSeconds(1), this::above);

    // Then
    assertThat(asked).startsWith(FIRST - 1, FIRST + 1).doesNotContain(FIRST);
    assertThat(seen(sightings, 3)).containsExactly(0.5, 0.5, 10.5);
  }

  @Test
  void shouldLosePatienceOnlyWhenNoRowHasComeForLong() {
    // Given rows that come slowly, then one that does not come
    show(0, 40);
    show(1, 80);
    show(2, 120);
    Sightings sightings = sightings(4);

    // Then
    assertThatThrownBy(() -> sightings.await(4, Duration.ofMillis(50), this::above))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no row has come for PT0.05S after 3");
    assertThat(clock.millis()).isBetween(170., 173.);
  }

  private Sightings sightings(int rows) {
    return new Sightings(FIRST, rows, clock);
  }

  private void show(int row, double fromMillis) {
    visibleFrom.put(FIRST + row, fromMillis);
  }

  /** Shows what could be seen when the look began. */
  private long[] above(long id) {
    double now = clock.millis();
    looks.add(now);
    asked.add(id);
    clock.pass(lookMillis);
    return visibleFrom.entrySet().stream()
        .filter(row -> row.getKey() > id && row.getValue() <= now)
        .mapToLong(Map.Entry::getKey)
        .toArray();
  }

  private static List<Double> seen(Sightings sightings, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(row -> ManualNanoClock.millis(sightings.seenNanos(row)))
        .toList();
  }
}
