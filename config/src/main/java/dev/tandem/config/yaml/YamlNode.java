/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.yaml;

import java.util.List;
import java.util.Set;

/** A part of a document, with the position where it begins, counted from 1. */
public sealed interface YamlNode {

  /** The line. */
  int line();

  /** The column in characters. */
  int column();

  /** Whether it is written with braces or brackets. */
  default boolean isInline() {
    return false;
  }

  /** Whether there is no value: nothing, {@code ~} or {@code null}. */
  default boolean isNull() {
    return false;
  }

  /**
   * A plain value.
   *
   * @param quoted whether it was told from numbers and null by quotes or by a block
   */
  record Plain(String text, boolean quoted, int line, int column) implements YamlNode {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    @Override
    public boolean isNull() {
      return !quoted && NULLS.contains(text);
    }
  }

  /** A list. */
  record Items(List<YamlNode> items, boolean isInline, int line, int column) implements YamlNode {}

  /** A map, in which a key may stand twice. */
  record Entries(List<Pair> pairs, boolean isInline, int line, int column) implements YamlNode {}

  /** An alias, or any value with a tag: what a configuration has no use for. */
  record Unusable(boolean alias, int line, int column) implements YamlNode {}

  /** A key and its value. */
  record Pair(YamlNode key, YamlNode value) {}
}
