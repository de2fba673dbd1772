/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The last line of a benchmark's output: its figures by name. */
final class JsonLine {
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /** What was not measured, NaN, becomes null. */
  JsonLine with(String name, double figure) {
    figures.put(name, figure);
    return this;
  }

  /** In the order in which they were given, with three digits that count at least. */
  @Override
  public String toString() {
    return figures.entrySet().stream()
        .map(figure -> '"' + figure.getKey() + "\":" + number(figure.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double figure) {
    if (!Double.isFinite(figure)) {
      return "null";
    }
    return String.format(Locale.ROOT, Math.abs(figure) < 100 ? "%.2f" : "%.0f", figure);
  }
}
