/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RevisionsTest {

  @Test
  void shouldRiseAlwaysAndAcrossRestarts() {
    // Given
    Revisions revisions = new Revisions();
    long last = 0;

    for (int i = 0; i < 100_000; i++) {
      // When
      long next = revisions.getAsLong();

      // Then
      assertThat(next).isGreaterThan(last);
      last = next;
    }
    assertThat(new Revisions().getAsLong()).isGreaterThan(last - 100_000);
  }
}
