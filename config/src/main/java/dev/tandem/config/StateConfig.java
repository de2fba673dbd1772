/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the file says of state.
 *
 * @param folder absolute, or empty for the folder beside the file
 * @param standbyReplicas how many other transforms keep a copy of each piece
 */
public record StateConfig(Optional<Path> folder, int standbyReplicas) {
  /** Without a word about it. */
  static final StateConfig DEFAULT = new StateConfig(Optional.empty(), 0);
}
