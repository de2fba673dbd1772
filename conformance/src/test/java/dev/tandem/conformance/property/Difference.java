/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A value, or a whole row, that is not the same at a target.
 *
 * @param key of the row, in one spelling
 * @param what the column, or what is the matter with the row
 */
record Difference(
    RandomTable table, List<String> key, String target, String what, String source, String found) {

  /** Without the table's definition, which is said once. */
  String line() {
    String keys =
        key.stream().map(value -> Canonical.shown(value, null)).collect(Collectors.joining(", "));
    return target + " " + what + " of (" + keys + "): source " + source + ", target " + found;
  }
}
