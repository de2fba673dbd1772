/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.Version;

/**
 * Rows of one seed.
 *
 * @param count how many
 */
record OrderRows(long seed, int count) {

  /** What is done to every row. */
  enum Change {
    /** The rows are new. */
    INSERT("insert", 0),
    /** Every row is there and gets other values. */
    UPDATE("update", 1);

    private final String phase;
    private final int state;

    Change(String phase, int state) {
      this.phase = phase;
      this.state = state;
    }

    /** What the phase is called in reports, and in names of topics. */
    String phase() {
      return phase;
    }
  }

  /** A row as a change leaves it. */
  Order row(int number, Change change) {
    return Order.of(seed, number, change.state);
  }

  /** The value of the raw record of a change. */
  byte[] raw(int number, Change change) {
    return change == Change.INSERT ? Orders.insert(seed, number) : Orders.update(seed, number);
  }

  /** A version that grows from the insert of a row to its update. */
  Version version(int number, Change change) {
    return Version.of(0, offset(number, change), 0);
  }

  long offset(int number, Change change) {
    return (long) change.state * count + number;
  }

  /** {@code 1000000-1}: rows of other seeds or numbers have another one. */
  String id() {
    return count + "-" + seed;
  }
}
