/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import java.util.List;

/**
 * What was found of a kind: the first few, and how many there are.
 *
 * @param count at least the size of the list
 */
public record Found<T>(List<T> first, long count) {

  /** Copies the list. */
  public Found {
    first = List.copyOf(first);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return count == 0;
  }
}
