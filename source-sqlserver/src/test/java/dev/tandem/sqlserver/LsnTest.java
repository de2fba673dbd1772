/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000:00000000:0000",
        "0000002a:00000010:0007",
        "7fffffff:80000000:8000",
        "ffffffff:ffffffff:ffff"
      })
  void shouldReadWhatItWrites(String text) {
    Lsn lsn = Lsn.parse(text);
    assertThat(lsn).hasToString(text);
    assertThat(lsn.bytes()).hasSize(10);
    assertThat(Lsn.of(lsn.bytes())).isEqualTo(lsn);
  }

  @Test
  void shouldSortAsItsTextDoes() {
    List<String> sorted =
        List.of(
            "00000000:00000000:0000",
            "00000000:00000000:ffff",
            "00000001:00000000:0000",
            "00000001:7fffffff:0001",
            "00000001:80000000:0000",
            "7fffffff:00000000:8000",
            "80000000:00000000:0000",
            "ffffffff:ffffffff:ffff");
    List<String> mixed = new ArrayList<>(sorted);
    Collections.shuffle(mixed, new Random(7));
    assertThat(mixed.stream().map(Lsn::parse).sorted().map(Lsn::toString)).isEqualTo(sorted);
    assertThat(Lsn.ZERO).isEqualTo(Lsn.parse(sorted.get(0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "NULL", "0000002A:00000010:0007", "0000002a:00000010:00070", "2a:10:7"})
  void shouldRefuseOtherText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Lsn.parse(text));
  }

  @Test
  void shouldRefuseOtherBytes() {
    assertThatIllegalArgumentException().isThrownBy(() -> Lsn.of(new byte[9]));
  }
}
