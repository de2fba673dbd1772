/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityChange;

/** What the mapper makes of one change. */
public sealed interface Mapping {

  /** A change of the entity. */
  record Mapped(EntityChange change) implements Mapping {}

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
