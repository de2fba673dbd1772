/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts by kind. Safe for several threads. */
final class Tally {
  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  Tally() {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  void add(Count what, long number) {
    Objects.requireNonNull(counts.get(what)).add(number);
  }

  long get(Count what) {
    return Objects.requireNonNull(counts.get(what)).sum();
  }

  /** Those that are not 0. */
  Map<Count, Long> all() {
    Map<Count, Long> all = new EnumMap<>(Count.class);
    counts.forEach(
        (count, number) -> {
          long sum = number.sum();
          if (sum != 0) {
            all.put(count, sum);
          }
        });
    return all;
  }
}
