/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the benchmark of the transform prints. */
final class TransformReport {
  static final String WHOLE = "whole";
  private static final List<String> STEPS = List.of("decode", "map", "encode");

  private final Map<MappingVariant, Map<String, Rate>> rates = new EnumMap<>(MappingVariant.class);

  void add(MappingVariant variant, String step, Rate rate) {
    rates.computeIfAbsent(variant, any -> new java.util.HashMap<>()).put(step, rate);
  }

  /** A line for each variant as a whole, and for each of its steps. */
  String table() {
    StringBuilder text =
        new StringBuilder(
            line("mapping", "step", "events/s", "lowest", "highest", "us/event", "share"));
    rates.forEach(
        (variant, bySteps) -> {
          text.append(line(variant, WHOLE, rate(variant, WHOLE), ""));
          double sum = STEPS.stream().mapToDouble(step -> rate(variant, step).microsPerEvent()).sum();
          for (String step : STEPS) {
            Rate rate = rate(variant, step);
            text.append(
                line(variant, step, rate, Math.round(100 * rate.microsPerEvent() / sum) + " %"));
          }
        });
    return text.toString();
  }

  private static String line(MappingVariant variant, String step, Rate rate, String share) {
    return line(
        lowerCase(variant),
        step,
        grouped(rate.median()),
        grouped(rate.lowest()),
        grouped(rate.highest()),
        String.format(Locale.ROOT, "%.2f", rate.microsPerEvent()),
        share);
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-8s %-7s %10s %10s %10s %9s %6s%n", cells);
  }

  private static String grouped(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String lowerCase(MappingVariant variant) {
    return variant.name().toLowerCase(Locale.ROOT);
  }

  /** The medians in one line of JSON. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"eventsPerSecondPerCorePlain\":%.0f,\"eventsPerSecondPerCoreRules\":%.0f}",
        rate(MappingVariant.PLAIN, WHOLE).median(),
        rate(MappingVariant.RULES, WHOLE).median());
  }

  private Rate rate(MappingVariant variant, String step) {
    Rate rate = rates.getOrDefault(variant, Map.of()).get(step);
    if (rate == null) {
      throw new IllegalStateException("not measured: " + variant + ' ' + step);
    }
    return rate;
  }
}
