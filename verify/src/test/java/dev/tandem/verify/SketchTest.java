/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {
  private static final int CELLS = 3_000;

  private final Random random = new Random(7);
  private final Sketch sketch = new Sketch(CELLS);

  @Test
  void isEmptyWhenBothSidesHoldTheSame() {
    // When
    for (int side : new int[] {1, -1}) {
      Random same = new Random(3);
      for (int i = 0; i < 100_000; i++) {
        sketch.add(same.nextLong(), same.nextLong(), same.nextLong(), side);
      }
    }
    // Then
    assertThat(sketch.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 1_500, 2_250})
  void readsBackWhatDiffers(int differing) {
    // Given
    Set<Long> keys = new HashSet<>();
    for (int i = 0; i < differing; i++) {
      long key = random.nextLong();
      keys.add(key);
      sketch.add(key, random.nextLong(), random.nextLong(), random.nextBoolean() ? 1 : -1);
    }
    // When / Then
    assertThat(sketch.read()).contains(keys);
  }

  @Test
  void readsBackARowThatHasOneKeyAndTwoStates() {
    // Given
    sketch.add(5, 1, 1, 1);
    sketch.add(5, 2, 2, -1);
    // When / Then
    assertThat(sketch.isEmpty()).isFalse();
    assertThat(sketch.read()).contains(Set.of(5L));
  }

  @Test
  void saysWhenTooMuchDiffers() {
    // Given
    for (int i = 0; i < 2 * CELLS; i++) {
      sketch.add(random.nextLong(), random.nextLong(), random.nextLong(), 1);
    }
    // When / Then
    assertThat(sketch.read()).isEmpty();
  }

  @Test
  void isNotEmptiedByOneRowTwiceOnOneSide() {
    // Given
    sketch.add(1, 2, 3, -1);
    sketch.add(1, 2, 3, -1);
    // When / Then
    assertThat(sketch.isEmpty()).isFalse();
    assertThat(sketch.read()).isEmpty();
  }

  @Test
  void tellsRowsThatDifferInOneHalfOfTheirHashOnly() {
    // Given
    sketch.add(1, 2, 3, 1);
    sketch.add(1, 2, 4, -1);
    // When / Then
    assertThat(sketch.isEmpty()).isFalse();
  }
}
