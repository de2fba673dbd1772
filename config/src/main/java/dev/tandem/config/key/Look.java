/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an editor can tell of a plain value without reading it: never more than the value's form
 * refuses, often less.
 */
public sealed interface Look {
  /** Any plain value. */
  Look ANY = new Any();

  /** Any plain value. */
  record Any() implements Look {}

  /** {@code true} or {@code false}. */
  record Flag() implements Look {}

  /** A whole number between two others, both included. */
  record Whole(long least, long most) implements Look {}

  /** One of some words. */
  record Words(List<String> words) implements Look {
    /** Copies the words. */
    public Words {
      words = List.copyOf(words);
    }
  }

  /** Text that matches as a whole. */
  record Matching(Pattern pattern) implements Look {}
}
