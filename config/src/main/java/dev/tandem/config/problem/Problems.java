/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. */
public final class Problems {
  /** Nobody reads more of them; each costs memory. */
  private static final int MOST = 1000;

  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private int dropped;

  /** Starts with none. */
  public Problems(String file) {
    this.file = file;
  }

  /** Adds one. */
  public void add(ConfigCode code, Place place, String message, String suggestion) {
    if (isFull()) {
      dropped++;
      return;
    }
    found.add(
        new Problem(code, file, place.line(), place.column(), place.path(), message, suggestion));
  }

  /** Whether no more of them are listed, so that advice on them is wasted. */
  public boolean isFull() {
    return found.size() == MOST;
  }

  /** How many there are so far, listed or not. */
  public int count() {
    return found.size() + dropped;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them in the order of the file. */
  public List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(found);
    if (dropped > 0) {
      all.add(
          new Problem(
              ConfigCode.LIMIT,
              file,
              0,
              0,
              "",
              dropped + " more problems are not listed",
              "mend these first, or check that it is the right file"));
    }
    return all.stream().sorted().toList();
  }
}
