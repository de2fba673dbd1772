/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import java.util.Optional;

/**
 * What a key holds.
 *
 * @param <T> what it is read as
 */
public sealed interface Kind<T> permits Scalar, ListOf, MapOf, TreeOf, Section, Nested {

  /** What to write, for messages and the reference: {@code a number from 1 to 65535}. */
  String label();

  /**
   * Reads a node, adding every problem in it.
   *
   * @param key where the node's key stands
   * @return empty when the node as a whole cannot be used
   */
  Optional<T> read(YamlNode node, Place key, Reading reading);
}
