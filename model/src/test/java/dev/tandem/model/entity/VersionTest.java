/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  private static final long SEED = Long.getLong("tandem.seed", new Random().nextLong());

  @Test
  void shouldFillAPositiveLongExactly() {
    assertThat(Version.of(Version.MAX_GENERATION, Version.MAX_OFFSET, Version.MAX_REVISION).value())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(Version.of(0, 0, 0).value()).isZero();
  }

  @Test
  void shouldGiveBackItsPartsAndOrderByThem() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      int[] generations = {random.nextInt(1 << 15), random.nextInt(1 << 15)};
      long[] offsets = {random.nextLong() >>> 24, random.nextLong() >>> 24};
      int[] revisions = {random.nextInt(1 << 8), random.nextInt(1 << 8)};
      if (random.nextBoolean()) {
        generations[1] = generations[0];
        offsets[1] = random.nextBoolean() ? offsets[0] : offsets[1];
      }
      Version one = Version.of(generations[0], offsets[0], revisions[0]);
      Version other = Version.of(generations[1], offsets[1], revisions[1]);
      assertThat(one)
          .as("-Dtandem.seed=" + SEED)
          .extracting(Version::generation, Version::offset, Version::revision)
          .containsExactly(generations[0], offsets[0], revisions[0]);
      assertThat(Integer.signum(one.compareTo(other)))
          .as("-Dtandem.seed=" + SEED)
          .isEqualTo(order(generations, offsets, revisions));
    }
  }

  private static int order(int[] generations, long[] offsets, int[] revisions) {
    int byGeneration = Integer.compare(generations[0], generations[1]);
    int byOffset = Long.compare(offsets[0], offsets[1]);
    int byRevision = Integer.compare(revisions[0], revisions[1]);
    return byGeneration != 0 ? byGeneration : byOffset != 0 ? byOffset : byRevision;
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0",
    "32768, 0, 0",
    "0, -1, 0",
    "0, 1099511627776, 0",
    "0, 0, -1",
    "0, 0, 256",
  })
  void shouldNeverWrapAround(int generation, long offset, int revision) {
    assertThatThrownBy(() -> Version.of(generation, offset, revision))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
