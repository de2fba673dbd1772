/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceTable;

/**
 * Rows of one seed.
 *
 * @param count how many
 * @param bytes how large each is about, as text; 0 for rows as they usually are
 */
record OrderRows(long seed, int count, int bytes) {

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
    Order order = Order.of(seed, number, change.state);
    return bytes == 0 ? order : order.ofBytes(bytes);
  }

  /** The value of the raw record of a change. */
  byte[] raw(int number, Change change) {
    return change == Change.INSERT
        ? Orders.insert(row(number, Change.INSERT), number)
        : Orders.update(row(number, Change.INSERT), row(number, Change.UPDATE), number);
  }

  /** A version that grows from the insert of a row to its update. */
  Version version(int number, Change change) {
    return Version.of(0, offset(number, change), 0);
  }

  long offset(int number, Change change) {
    return (long) change.state * count + number;
  }

  /** The table that they are rows of. */
  SourceTable table() {
    return bytes == 0 ? Orders.TABLE : Orders.WIDE;
  }

  /** A part of them, from the first one on. */
  OrderRows first(int fewer) {
    return new OrderRows(seed, fewer, bytes);
  }

  /** {@code 1000000-1}: other rows have another one. */
  String id() {
    return count + "-" + seed + (bytes == 0 ? "" : "-" + bytes);
  }
}
