/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LendingDataTest {

  @Test
  void shouldMakeTheSameRowsOfTheSameSeedInAnyOrder() {
    // Given
    LendingData one = new LendingData(7, 1_000, TestLending.CLOCK);
    LendingData other = new LendingData(7, 1_000, TestLending.CLOCK);

    for (Table table : Tables.ALL) {
      // When
      List<String> up = new ArrayList<>();
      List<String> down = new ArrayList<>();
      for (long number = 1; number <= 50; number++) {
        up.add(text(one, table, number));
        down.add(0, text(other, table, 51 - number));
      }

      // Then
      assertThat(up).isEqualTo(down).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldMakeOtherRowsOfAnotherSeed() {
    // Given
    LendingData one = new LendingData(7, 1_000, TestLending.CLOCK);
    LendingData other = new LendingData(8, 1_000, TestLending.CLOCK);

    // Then
    assertThat(Tables.ALL)
        .allSatisfy(table -> assertThat(text(one, table, 1)).isNotEqualTo(text(other, table, 1)));
  }

  @Test
  void shouldRefuseTooFewRows() {
    assertThatThrownBy(() -> new LendingData(1, 99, TestLending.CLOCK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(LendingData data, Table table, long number) {
    return Arrays.deepToString(data.row(table, number).toArray());
  }
}
