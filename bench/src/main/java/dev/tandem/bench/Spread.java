/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;
import java.util.stream.Stream;

/** A figure measured several times; the median stands for it, whatever disturbed a few of them. */
record Spread(List<Double> sorted) {

  static Spread of(Stream<Double> samples) {
    return new Spread(samples.sorted().toList());
  }

  /** NaN when nothing was measured. */
  double median() {
    return sorted.isEmpty()
        ? Double.NaN
        : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  double lowest() {
    return sorted.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  double highest() {
    return sorted.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }
}
