/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import java.util.ArrayList;
import java.util.List;

/** Keys whose hashes lie between two numbers, both included and read as unsigned. */
record KeyRange(long from, long to) {
  static final KeyRange ALL = new KeyRange(0, -1);

  boolean contains(long key) {
    return Long.compareUnsigned(key, from) >= 0 && Long.compareUnsigned(key, to) <= 0;
  }

  /** Parts of about the same size that together are this range. */
  List<KeyRange> split(int parts) {
    long width = Long.divideUnsigned(to - from, parts);
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      long start = from + i * width;
      ranges.add(new KeyRange(start, i == parts - 1 ? to : start + width - 1));
    }
    return ranges;
  }
}
