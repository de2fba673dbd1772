/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.util.ArrayList;
import java.util.List;

/** Numbers of tables, both ends included. */
record Span(int first, int last) {

  /** Reads {@code 200}, which begins with 1, or {@code 17..19}. */
  static Span of(String text) {
    String[] ends = text.split("\\.\\.", -1);
    return ends.length == 1
        ? new Span(1, Integer.parseInt(text))
        : new Span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
  }

  int size() {
    return last - first + 1;
  }

  /** Spans of at most that size. */
  List<Span> parts(int size) {
    List<Span> parts = new ArrayList<>();
    for (int start = first; start <= last; start += size) {
      parts.add(new Span(start, Math.min(last, start + size - 1)));
    }
    return parts;
  }

  @Override
  public String toString() {
    return first == 1 ? String.valueOf(last) : first + ".." + last;
  }
}
