/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.entity.EntityRow;
import java.util.List;

/**
 * A row as a target holds it.
 *
 * @param flaws what is wrong with the row in itself, such as an index key that does not fit its
 *     fields
 * @param inPlace whether the row lies where its own fields say; a stray one has a flaw that tells
 *     where it lies, may lack key fields, and cannot be looked up again
 */
public record StoredRow(EntityRow row, List<Flaw> flaws, boolean inPlace) {

  /** Copies the list. */
  public StoredRow {
    flaws = List.copyOf(flaws);
  }

  /** A row that lies in its place. */
  public StoredRow(EntityRow row, List<Flaw> flaws) {
    this(row, flaws, true);
  }

  /** A column or attribute that holds something else than it must, in the target's own spelling. */
  public record Flaw(String name, String expected, String found) {}
}
