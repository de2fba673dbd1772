/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.LatencyRun.Latencies;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What {@code ./tandem bench latency} prints of those contenders that were measured. */
final class LatencyReport {
  private static final double P50 = 0.5;
  private static final double P99 = 0.99;
  private static final double P999 = 0.999;

  private final Map<LatencyContender, Latencies> measured = new EnumMap<>(LatencyContender.class);

  void add(LatencyContender contender, Latencies latencies) {
    measured.put(contender, latencies);
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
        (contender, latencies) ->
            table.add(
                contender.toString(),
                shown("%.1f", latencies.millis().quantile(P50)),
                shown("%.1f", latencies.millis().quantile(0.9)),
                shown("%.1f", latencies.millis().quantile(P99)),
                shown("%.1f", latencies.millis().quantile(P999)),
                shown("%.1f", latencies.millis().quantile(1)),
                shown("%.0f", latencies.run().cpuPerMillion("client")),
                shown("%,.0f", latencies.run().peakMegabytes()),
                shown("%.1f", latencies.latestMillis()),
                shown("%.0f %%", latencies.run().noise().stolenPercent()),
                shown("%.0f %%", latencies.run().noise().othersPercent())));
    return table.toString();
  }

  private static String shown(String form, double figure) {
    return String.format(Locale.ROOT, form, figure);
  }

  /** For programs: Tandem's figures, and beside them those of the peer. */
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
    Latencies latencies = measured.get(contender);
    return latencies == null ? Double.NaN : figure.applyAsDouble(latencies);
  }
}
