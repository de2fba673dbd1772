/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.LatencyRun.Latencies;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What {@code ./tandem bench latency} prints: medians of each contender's rounds. */
final class LatencyReport {
  private static final double P50 = 0.5;
  private static final double P90 = 0.9;
  private static final double P99 = 0.99;
  private static final double P999 = 0.999;

  private final Map<LatencyContender, List<Latencies>> measured =
      new EnumMap<>(LatencyContender.class);

  void add(LatencyContender contender, Latencies latencies) {
    measured.computeIfAbsent(contender, first -> new ArrayList<>()).add(latencies);
  }

  /** For people. */
  String table() {
    Table table =
        new Table(
            "ms from commit to visible",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "highest",
            "CPU s per million rows",
            "peak MB",
            "latest insert",
            "stolen",
            "others");
    measured.forEach(
        (contender, runs) ->
            table.add(
                contender.toString(),
                medianOf(runs, it -> it.millis().quantile(P50)),
                median("%.1f", runs, it -> it.millis().quantile(P90)),
                medianOf(runs, it -> it.millis().quantile(P99)),
                median("%.1f", runs, it -> it.millis().quantile(P999)),
                median("%.1f", runs, it -> it.millis().quantile(1)),
                median("%.0f", runs, it -> it.run().cpuPerMillion("client")),
                median("%,.0f", runs, it -> it.run().peakMegabytes()),
                median("%.1f", runs, Latencies::latestMillis),
                median("%.0f %%", runs, it -> it.run().noise().stolenPercent()),
                median("%.0f %%", runs, it -> it.run().noise().othersPercent())));
    return table.toString();
  }

  private static String median(
      String form, List<Latencies> runs, ToDoubleFunction<Latencies> figure) {
    return String.format(Locale.ROOT, form, spread(runs, figure).median());
  }

  /** With the lowest and the highest. */
  private static String medianOf(List<Latencies> runs, ToDoubleFunction<Latencies> figure) {
    Spread spread = spread(runs, figure);
    return runs.size() == 1
        ? String.format(Locale.ROOT, "%.1f", spread.median())
        : String.format(
            Locale.ROOT, "%.1f (%.1f to %.1f)", spread.median(), spread.lowest(), spread.highest());
  }

  private static Spread spread(List<Latencies> runs, ToDoubleFunction<Latencies> figure) {
    return Spread.of(runs.stream().map(figure::applyAsDouble));
  }

  /** For programs: Tandem's medians, and beside them those of the peer. */
  JsonLine json() {
    return new JsonLine()
        .with("p50Ms", millis(LatencyContender.TANDEM, P50))
        .with("p99Ms", millis(LatencyContender.TANDEM, P99))
        .with("p999Ms", millis(LatencyContender.TANDEM, P999))
        .with("rowsPerSecond", figure(LatencyContender.TANDEM, it -> it.run().rate()))
        .with("cpuSecondsPerMillion", cpu(LatencyContender.TANDEM))
        .with("peakMemoryMb", figure(LatencyContender.TANDEM, it -> it.run().peakMegabytes()))
        .with("peerP50Ms", millis(LatencyContender.JDBC, P50))
        .with("peerP99Ms", millis(LatencyContender.JDBC, P99))
        .with("peerCpuSecondsPerMillion", cpu(LatencyContender.JDBC))
        .with("defaultsP50Ms", millis(LatencyContender.DEFAULTS, P50))
        .with("defaultsP99Ms", millis(LatencyContender.DEFAULTS, P99));
  }

  private double millis(LatencyContender contender, double share) {
    return figure(contender, latencies -> latencies.millis().quantile(share));
  }

  private double cpu(LatencyContender contender) {
    return figure(contender, latencies -> latencies.run().cpuPerMillion("client"));
  }

  private double figure(LatencyContender contender, ToDoubleFunction<Latencies> figure) {
    return spread(measured.getOrDefault(contender, List.of()), figure).median();
  }
}
