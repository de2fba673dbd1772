/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the benchmark of the transform prints.
 *
 * @param samples every measurement of each variant
 * @param read every measurement of a sink that reads what came out
 */
record TransformReport(SortedMap<MappingVariant, List<Sample>> samples, List<Sample> read) {
  private static final List<String> STEPS = List.of("decode", "map", "encode");

  /** A line for each variant as a whole, and for each of its steps. */
  String table() {
    StringBuilder text =
        new StringBuilder(
            line("mapping", "step", "events/s", "lowest", "highest", "us/event", "share"));
    for (MappingVariant variant : samples.keySet()) {
      String name = variant.name().toLowerCase(Locale.ROOT);
      text.append(line(name, "whole", whole(variant), 1));
      for (String step : STEPS) {
        text.append(line(name, step, step(variant, step), share(variant, step)));
      }
    }
    return text.append(line("sink", "read", readRate(), 1)).toString();
  }

  /** The medians in one line of JSON. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"eventsPerSecondPerCorePlain\":%.0f,\"eventsPerSecondPerCoreRules\":%.0f,"
            + "\"recordsReadPerSecondPerCore\":%.0f}",
        whole(MappingVariant.PLAIN).median(),
        whole(MappingVariant.RULES).median(),
        readRate().median());
  }

  private Spread readRate() {
    return Spread.of(read.stream().map(Sample::rate));
  }

  private Spread whole(MappingVariant variant) {
    return Spread.of(samples(variant).stream().map(Sample::rate));
  }

  private Spread step(MappingVariant variant, String step) {
    return Spread.of(samples(variant).stream().map(sample -> sample.rate() / sample.share(step)));
  }

  private double share(MappingVariant variant, String step) {
    return Spread.of(samples(variant).stream().map(sample -> sample.share(step))).median();
  }

  private List<Sample> samples(MappingVariant variant) {
    return samples.getOrDefault(variant, List.of());
  }

  private static String line(String mapping, String step, Spread rate, double share) {
    return line(
        mapping,
        step,
        grouped(rate.median()),
        grouped(rate.lowest()),
        grouped(rate.highest()),
        String.format(Locale.ROOT, "%.2f", 1e6 / rate.median()),
        Math.round(100 * share) + " %");
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-8s %-7s %10s %10s %10s %9s %6s%n", cells);
  }

  private static String grouped(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /**
   * One measurement.
   *
   * @param rate events per second and core
   * @param nanos the time in each step, by its name
   */
  record Sample(double rate, Map<String, Double> nanos) {
    double share(String step) {
      double all = STEPS.stream().mapToDouble(this::nanos).sum();
      return nanos(step) / all;
    }

    private double nanos(String step) {
      return nanos.getOrDefault(step, Double.NaN);
    }
  }
}
