/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityChange;
import java.util.List;

/** What the mapper makes of one change. */
public sealed interface Mapping {

  /**
   * A change of the entity.
   *
   * @param warnings the names of rules that the row breaks and that only warn
   */
  record Mapped(EntityChange change, List<String> warnings) implements Mapping {
    /** Copies the list. */
    public Mapped {
      warnings = List.copyOf(warnings);
    }

    /** A change that nothing is to be said about. */
    public Mapped(EntityChange change) {
      this(change, List.of());
    }
  }

  /** A change that is none for the entity: the row was not in it before, and is not now. */
  record Ignored() implements Mapping {}

  /**
   * A change that the entity cannot hold: it becomes a dead letter.
   *
   * @param code a {@link dev.tandem.model.type.ValueError} code, or another that the documentation
   *     lists
   * @param field the field concerned, or empty when it is the whole record
   * @param reason a sentence without any value
   */
  record Rejected(String code, String field, String reason) implements Mapping {}
}
