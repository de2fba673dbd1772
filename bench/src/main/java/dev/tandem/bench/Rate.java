/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.Collection;
import java.util.List;

/** Events per second, measured several times; the median stands for them, whatever went wrong in a few. */
record Rate(List<Double> samples) {

  /** Sorts a copy. */
  Rate {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    samples = samples.stream().sorted().toList();
  }

  static Rate of(Collection<Double> samples) {
    return new Rate(List.copyOf(samples));
  }

  double median() {
    int upper = samples.size() / 2;
    int lower = (samples.size() - 1) / 2;
    return (samples.get(lower) + samples.get(upper)) / 2;
  }

  double lowest() {
    return samples.get(0);
  }

  double highest() {
    return samples.get(samples.size() - 1);
  }

  double microsPerEvent() {
    return 1e6 / median();
  }
}
