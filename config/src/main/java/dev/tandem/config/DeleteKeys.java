/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;

/** The keys of what happens to deleted rows. */
final class DeleteKeys {
  static final Key<DeletePolicy> POLICY =
      Key.required("policy", Scalars.word(DeletePolicy.class))
          .meaning(
              "`hard` deletes the row, `soft` keeps and marks it, `keep` leaves it as it was last."
                  + " With `keep`, verification cannot tell a row too many from one that is kept.")
          .example("soft");

  static final Key<String> FLAG =
      Key.defaulted("flag", EntityKeys.FIELD_NAME, "deleted", "deleted")
          .meaning("The boolean field that `soft` adds: true for a deleted row.")
          .example("is_deleted");

  static final Key<String> TIME =
      Key.defaulted("time", EntityKeys.FIELD_NAME, "deleted_at", "deleted_at")
          .meaning(
              "The field that `soft` adds for the time at which the source committed the delete;"
                  + " NULL otherwise.")
          .example("removed_at");

  static final Section SECTION = Section.of(POLICY, FLAG, TIME).orJust(POLICY);

  private DeleteKeys() {}

  /** How deletes are written in the file. */
  enum DeletePolicy {
    HARD,
    SOFT,
    KEEP
  }
}
