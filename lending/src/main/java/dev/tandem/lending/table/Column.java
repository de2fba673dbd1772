/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

/** A column that statements write: all but the generated ones. */
public record Column(String name, Role role, Values values) {

  /** What changing a column means. */
  public enum Role {
    /** Part of the primary key. */
    KEY,
    /** Refers to the key of the parent table, which must exist. */
    PARENT,
    /** No two rows may have the same value, except NULL. */
    UNIQUE,
    /** A target keeps the row by it: changing it moves the row there. */
    MOVING,
    /** Anything else. */
    PLAIN,
    /** Raised by every change. */
    REVISION
  }

  /** Whether a statement may set it to any value without regard to other rows. */
  public boolean isFree() {
    return role == Role.PLAIN || role == Role.MOVING;
  }
}
