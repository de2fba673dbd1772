/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects a {@link Found}. */
final class Finds<T> {
  private final int listed;
  private final List<T> first = new ArrayList<>();
  private long count;

  Finds(int listed) {
    this.listed = listed;
  }

  void add(T found) {
    count++;
    if (first.size() < listed) {
      first.add(found);
    }
  }

  Found<T> found() {
    return new Found<>(first, count);
  }
}
