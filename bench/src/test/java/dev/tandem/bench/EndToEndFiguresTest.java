/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndToEndFiguresTest {
  private final Results results = new Results();
  private final EndToEndFigures figures = new EndToEndFigures(results);

  private void add(String contender, String phase, int round, double seconds) {
    results.add(
        contender,
        phase,
        round,
        new Run(1_000, seconds, Map.of("client", 2.0), 300L << 20, new Noise(0, 0)));
  }

  @Test
  void shouldCompareWithTheStageThatTakesLongest() {
    // Given a second round in which the machine gave half as much to all
    for (int round = 0; round < 2; round++) {
      add("tandem", LoadContender.LOAD, round, 13 * (round + 1));
      add("capture", LoadContender.LOAD, round, 10 * (round + 1));
      add("transform", LoadContender.LOAD, round, 4 * (round + 1));
      add("sink", LoadContender.LOAD, round, 6 * (round + 1));
    }

    // When
    double ratio = figures.vsSlowestStage();

    // Then
    assertThat(ratio).isCloseTo(1.3, within(1e-9));
  }

  @Test
  void shouldNotCallAStageTheSlowestWhenAnotherDidNotRun() {
    add("tandem", LoadContender.LOAD, 0, 13);
    add("transform", LoadContender.LOAD, 0, 4);
    add("sink", LoadContender.LOAD, 0, 6);
    assertThat(figures.vsSlowestStage()).isNaN();
  }

  @Test
  void shouldTellHowManyTimesAsFastAsOthersTandemIs() {
    add("tandem", LoadContender.LOAD, 0, 10);
    add("tandem", LoadContender.FROM_START, 0, 20);
    add("jdbc", LoadContender.LOAD, 0, 25);
    add("jdbc", LoadContender.FROM_START, 0, 30);
    assertThat(figures.json())
        .hasToString(
            "{\"vsSlowestStage\":null,\"vsPeer\":2.50,\"vsPgloader\":null,\"vsPeerFromStart\":1.50,"
                + "\"vsPgloaderFromStart\":null,\"rowsPerSecond\":100,\"secondsFromStart\":20.00,"
                + "\"cpuSecondsPerMillion\":2000,\"peakMemoryMb\":300}");
  }
}
