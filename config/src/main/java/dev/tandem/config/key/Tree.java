/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was read of a {@link TreeOf}.
 *
 * @param <T> what its plain values are read as
 */
public sealed interface Tree<T> {

  /** The plain values in it, in the order of the file. */
  Stream<Located<T>> leaves();

  /** A plain value. */
  record Leaf<T>(Located<T> value) implements Tree<T> {
    @Override
    public Stream<Located<T>> leaves() {
      return Stream.of(value);
    }
  }

  /** A map, in the order of the file. */
  record Members<T>(Map<String, Located<Tree<T>>> members) implements Tree<T> {
    @Override
    public Stream<Located<T>> leaves() {
      return members.values().stream().flatMap(member -> member.value().leaves());
    }
  }

  /** A list. */
  record Items<T>(List<Tree<T>> items) implements Tree<T> {
    @Override
    public Stream<Located<T>> leaves() {
      return items.stream().flatMap(Tree::leaves);
    }
  }
}
