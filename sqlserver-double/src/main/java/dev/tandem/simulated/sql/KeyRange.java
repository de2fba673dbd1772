/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Key;
import dev.tandem.simulated.value.Row;

/**
 * Keys from one on to another, both included.
 *
 * @param low values of the key's first columns; empty for no bound
 * @param high as low
 */
record KeyRange(Row low, Row high) {
  static final KeyRange ALL = new KeyRange(Row.of(), Row.of());

  /** Keys that begin with these values. */
  static KeyRange of(Row values) {
    return new KeyRange(values, values);
  }

  Key from() {
    return new Key(low);
  }

  /** Whether it and all behind it are out of the range. */
  boolean endsBefore(Key key) {
    int bound = high.size();
    return bound > 0
        && new Key(Row.generate(bound, key.values()::get)).compareTo(new Key(high)) > 0;
  }
}
