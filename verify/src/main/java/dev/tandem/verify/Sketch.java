/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The difference of two sets of rows in little memory, however large the sets are. Every row is
 * added to three cells; a row of the other set is taken away from its three. What is equal on both
 * sides cancels out, so an empty sketch proves the sets equal. What remains can be read back while
 * it is less than about four fifths of the cells: a cell that holds one row alone names it, and
 * taking it away uncovers others (Goodrich and Mitzenmacher, Invertible Bloom Lookup Tables, 2011).
 */
final class Sketch {
  private static final int PARTS = 3;
  private static final double FULL = 0.75;

  private final int part;
  private final int[] counts;
  private final long[] keys;
  private final long[] firsts;
  private final long[] seconds;
  private final long[] checks;

  Sketch(int cells) {
    this.part = cells / PARTS;
    this.counts = new int[PARTS * part];
    this.keys = new long[PARTS * part];
    this.firsts = new long[PARTS * part];
    this.seconds = new long[PARTS * part];
    this.checks = new long[PARTS * part];
  }

  /** How many rows can be told apart at once. */
  static int capacity(int cells) {
    return (int) (cells * FULL);
  }

  /**
   * Adds a row or takes it away.
   *
   * @param sign 1 for the one set, -1 for the other
   */
  void add(Fingerprint row, int sign) {
    add(row.key(), row.first(), row.second(), sign);
  }

  void add(long key, long first, long second, int sign) {
    long check = check(key, first, second);
    for (int i = 0; i < PARTS; i++) {
      int cell = cell(i, check);
      counts[cell] += sign;
      keys[cell] ^= key;
      firsts[cell] ^= first;
      seconds[cell] ^= second;
      checks[cell] ^= check;
    }
  }

  private static long check(long key, long first, long second) {
    return Murmur.mix(key + Murmur.mix(first + Murmur.mix(second)));
  }

  /** A place for the row in each part, so that its three cells are always different ones. */
  private int cell(int i, long check) {
    long spread = Murmur.mix(check + i);
    return i * part + (int) (((spread >>> 32) * part) >>> 32);
  }

  boolean isEmpty() {
    for (int cell = 0; cell < counts.length; cell++) {
      if (!isEmpty(cell)) {
        return false;
      }
    }
    return true;
  }

  private boolean isEmpty(int cell) {
    return counts[cell] == 0 && (keys[cell] | firsts[cell] | seconds[cell] | checks[cell]) == 0;
  }

  /**
   * Reads the remaining rows back, and empties the sketch by it.
   *
   * @return the hashes of their keys; or empty when there are too many to be told apart
   */
  Optional<Set<Long>> read() {
    Set<Long> found = new HashSet<>();
    Deque<Integer> alone = new ArrayDeque<>();
    for (int cell = 0; cell < counts.length; cell++) {
      alone.push(cell);
      while (!alone.isEmpty()) {
        int next = alone.pop();
        if (holdsOne(next)) {
          found.add(keys[next]);
          takeOut(next, alone);
        }
      }
    }
    return isEmpty() ? Optional.of(found) : Optional.empty();
  }

  private boolean holdsOne(int cell) {
    return Math.abs(counts[cell]) == 1
        && checks[cell] == check(keys[cell], firsts[cell], seconds[cell]);
  }

  private void takeOut(int cell, Deque<Integer> alone) {
    long check = checks[cell];
    add(keys[cell], firsts[cell], seconds[cell], -counts[cell]);
    for (int i = 0; i < PARTS; i++) {
      alone.push(cell(i, check));
    }
  }
}
