/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results();

  /** The machine gave half as much in the second round, and less still to one run of the third. */
  @BeforeEach
  void measure() {
    add("tandem", 0, 10);
    add("peer", 0, 20);
    add("tandem", 1, 20);
    add("peer", 1, 40);
    add("peer", 2, 20);
    add("tandem", 2, 40);
  }

  private void add(String contender, int round, double seconds) {
    Map<String, Double> cpu = Map.of("client", 8.0, "postgres", 10.0);
    results.add(
        contender,
        "insert",
        round,
        new Run(1_000_000, seconds, cpu, 300L << 20, new Noise(round, 2 * round)));
  }

  @Test
  void shouldCompareRunsOfOneRound() {
    assertThat(results.ratio("tandem", "peer", "insert")).isEqualTo(2.0);
    assertThat(results.ratio("peer", "tandem", "insert")).isEqualTo(0.5);
  }

  @Test
  void shouldHaveNoRatioToWhatDidNotRun() {
    assertThat(results.ratio("tandem", "peer", "update")).isNaN();
    assertThat(results.ratio("tandem", "copy", "insert")).isNaN();
  }

  @Test
  void shouldTellTheMostMemoryOfAllPhases() {
    results.add("tandem", "update", 0, new Run(1, 1, Map.of(), 700L << 19, new Noise(0, 0)));
    results.add("peer", "update", 0, new Run(1, 1, Map.of(), 200L << 20, new Noise(0, 0)));

    assertThat(results.peakMegabytes("tandem")).isEqualTo(350);
    assertThat(results.peakMegabytes("peer")).isEqualTo(300);
    assertThat(results.peakMegabytes("copy")).isNaN();
  }

  @Test
  void shouldShowMediansAndSpreadOfEachContender() {
    assertThat(new Report(results).tables().lines().map(line -> line.strip().split("  +")))
        .containsExactly(
            new String[] {
              "insert",
              "rows/s",
              "lowest",
              "highest",
              "CPU s per million rows",
              "peak MB",
              "stolen",
              "others"
            },
            new String[] {
              "tandem",
              "50,000",
              "25,000",
              "100,000",
              "client 8.0, postgres 10.0",
              "300",
              "1 to 2 %",
              "2 to 4 %"
            },
            new String[] {
              "peer",
              "50,000",
              "25,000",
              "50,000",
              "client 8.0, postgres 10.0",
              "300",
              "1 to 2 %",
              "2 to 4 %"
            });
  }
}
