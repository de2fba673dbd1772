/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcStatTest {
  private static final String REST =
      "S 17 42 42 0 -1 4194560 1234 5678 0 9 %d %d %d %d 20 0 3 0 812345 45678592 3456 18446744073709551615";

  @Test
  void shouldAddUserAndSystemTime() {
    assertThat(ProcStat.parse("42 (java) " + REST.formatted(700, 80, 6, 5)))
        .isEqualTo(new ProcStat(17, 780, 11));
  }

  @Test
  void shouldNotMindANameOfSeveralWordsAndParentheses() {
    assertThat(ProcStat.parse("42 (a (b) c) " + REST.formatted(1, 2, 3, 4)))
        .isEqualTo(new ProcStat(17, 3, 7));
  }

  @Test
  void shouldFindThePeakOfMemory() {
    assertThat(ProcStat.peakBytes(List.of("Name:\tjava", "VmPeak:\t 9 kB", "VmHWM:\t  2048 kB")))
        .isEqualTo(2L << 20);
    assertThat(ProcStat.peakBytes(List.of("Name:\tkthreadd"))).isZero();
  }
}
