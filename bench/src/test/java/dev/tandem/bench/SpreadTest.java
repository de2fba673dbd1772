/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void shouldTellWhatAShareOfTheFiguresDoesNotExceed() {
    Spread hundred = Spread.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i));
    assertThat(hundred.quantile(0.5)).isEqualTo(50);
    assertThat(hundred.quantile(0.99)).isEqualTo(99);
    assertThat(hundred.quantile(0.999)).isEqualTo(100);
    assertThat(hundred.quantile(1)).isEqualTo(100);
    assertThat(hundred.quantile(0)).isEqualTo(1);
    assertThat(Spread.of(Stream.empty()).quantile(0.5)).isNaN();
  }
}
