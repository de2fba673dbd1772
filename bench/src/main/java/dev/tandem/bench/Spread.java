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

  /**
   * The figure that this share of them does not exceed; NaN when nothing was measured.
   *
   * @param share from 0 to 1
   */
  double quantile(double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, index));
  }

  double lowest() {
    return sorted.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  double highest() {
    return sorted.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }
}
