/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.util.Random;

/** Where a random test begins; {@code -Dtandem.seed=N} repeats a failure. */
record Seed(long value) {
  static Seed next() {
    Long given = Long.getLong("tandem.seed");
    return new Seed(given != null ? given : new Random().nextLong());
  }

  Random random() {
    return new Random(value);
  }

  @Override
  public String toString() {
    return "-Dtandem.seed=" + value;
  }
}
