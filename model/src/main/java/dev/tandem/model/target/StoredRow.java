/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.entity.EntityRow;
import java.util.List;

/**
 * A row as a target holds it.
 *
 * @param flaws what is wrong with the row in itself, such as an index key that does not fit its
 *     fields
 */
public record StoredRow(EntityRow row, List<Flaw> flaws) {

  /** Copies the list. */
  public StoredRow {
    flaws = List.copyOf(flaws);
  }

  /** A column or attribute that holds something else than it must, in the target's own spelling. */
  public record Flaw(String name, String expected, String found) {}
}
