/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table = new Table("insert", "rows/s");

  @Test
  void shouldAlignItsColumns() {
    table.add("tandem", "70,000");
    table.add("copy, plain", "1");
    assertThat(table)
        .hasToString(
            """
            insert       rows/s
            tandem       70,000
            copy, plain       1
            """);
  }

  @Test
  void shouldRefuseALineOfOtherLength() {
    assertThatThrownBy(() -> table.add("tandem")).isInstanceOf(IllegalArgumentException.class);
  }
}
