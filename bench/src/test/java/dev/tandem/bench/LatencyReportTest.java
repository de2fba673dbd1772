/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyReportTest {
  private final LatencyReport report = new LatencyReport();

  /** Rows that were seen after 1, 2, ... 1,000 times so long. */
  private static LatencyRun.Latencies latencies(double millis) {
    Run run = new Run(1_000, 1, Map.of("client", 0.5), 400L << 20, new Noise(2, 1));
    DoubleStream all = IntStream.rangeClosed(1, 1_000).mapToDouble(row -> row * millis);
    return new LatencyRun.Latencies(run, Spread.of(all.boxed()), 3);
  }

  @Test
  void shouldTellThePeersFiguresBesideTandems() {
    report.add(LatencyContender.JDBC, latencies(0.2));
    report.add(LatencyContender.TANDEM, latencies(0.1));
    assertThat(report.json())
        .hasToString(
            "{\"p50Ms\":50.00,\"p99Ms\":99.00,\"p999Ms\":99.90,\"rowsPerSecond\":1000,"
                + "\"cpuSecondsPerMillion\":500,\"peakMemoryMb\":400,\"peerP50Ms\":100,\"peerP99Ms\":198,"
                + "\"peerCpuSecondsPerMillion\":500,\"defaultsP50Ms\":null,\"defaultsP99Ms\":null}");
  }

  @Test
  void shouldHaveALineForEachThatWasMeasured() {
    report.add(LatencyContender.DEFAULTS, latencies(1));
    assertThat(report.table().lines().skip(1).map(line -> line.strip().split("  +")))
        .containsExactly(
            new String[] {
              "defaults",
              "500.0",
              "900.0",
              "990.0",
              "999.0",
              "1000.0",
              "500",
              "400",
              "3.0",
              "2 %",
              "1 %"
            });
  }

  @Test
  void shouldTellTheMedianOfItsRounds() {
    report.add(LatencyContender.TANDEM, latencies(0.1));
    report.add(LatencyContender.TANDEM, latencies(0.5));
    report.add(LatencyContender.TANDEM, latencies(0.2));
    assertThat(report.json().toString()).startsWith("{\"p50Ms\":100,\"p99Ms\":198,");
    assertThat(report.table()).contains("100.0 (50.0 to 250.0)").contains("198.0 (99.0 to 495.0)");
  }
}
