/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitTest {
  private static final BatchSize MOST = new BatchSize(5_000, 16 << 20);
  private static final Duration SLOW = BatchLimit.LONGEST_WRITE.plusMillis(1);
  private static final Duration QUICK = Duration.ofMillis(100);

  private final BatchLimit limit = new BatchLimit(MOST);

  @Test
  void shouldBeginWithWhatIsConfigured() {
    assertThat(limit.now()).isEqualTo(MOST);
  }

  @Test
  void shouldHalveAfterAWriteThatTookTooLong() {
    // When
    limit.took(MOST, SLOW);

    // Then
    assertThat(limit.now()).isEqualTo(new BatchSize(2_500, 8 << 20));
  }

  /** A target that was away for an hour shall not make batches of one row. */
  @Test
  void shouldHalveNoFurtherThanToAFewDozenRows() {
    // When
    for (int i = 0; i < 100; i++) {
      limit.took(limit.now(), SLOW);
    }

    // Then
    assertThat(limit.now()).isEqualTo(new BatchSize(78, 256 << 10));
  }

  @Test
  void shouldGrowBackWithFullBatchesThatAreQuick() {
    // Given
    limit.took(MOST, SLOW);
    limit.took(MOST, SLOW);

    // When
    limit.took(limit.now(), QUICK);

    // Then
    assertThat(limit.now()).isEqualTo(new BatchSize(2_500, 8 << 20));
    limit.took(limit.now(), QUICK);
    limit.took(limit.now(), QUICK);
    assertThat(limit.now()).isEqualTo(MOST);
  }

  @Test
  void shouldNotGrowByABatchThatSaysNothingOfALargerOne() {
    // Given
    limit.took(MOST, SLOW);
    BatchSize halved = limit.now();

    // When
    limit.took(new BatchSize(10, 4_000), QUICK);
    limit.took(halved, BatchLimit.LONGEST_WRITE.dividedBy(2));

    // Then
    assertThat(limit.now()).isEqualTo(halved);
  }

  @Test
  void shouldLeaveALimitOfOneRow() {
    // Given
    BatchLimit single = new BatchLimit(new BatchSize(1, 1));

    // When
    single.took(new BatchSize(1, 300), SLOW);

    // Then
    assertThat(single.now()).isEqualTo(new BatchSize(1, 1));
  }
}
