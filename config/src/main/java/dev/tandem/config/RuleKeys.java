/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.model.mapping.RowsPlan;

/** The keys of a rule. */
final class RuleKeys {
  static final Key<String> CHECK =
      Key.required("check", EntityKeys.EXPRESSION)
          .meaning(
              "A condition over the entity's fields, see [Expressions](expressions.md). One that"
                  + " cannot be evaluated for a row, say because a field is NULL, makes the row a"
                  + " dead letter.")
          .example("\"status != 'closed' || closed_at != null\"");

  static final Key<RowsPlan.Severity> SEVERITY =
      Key.defaulted(
              "severity", Scalars.word(RowsPlan.Severity.class), RowsPlan.Severity.REJECT, "reject")
          .meaning(
              "`reject` makes a row that breaks the rule a dead letter, `warn` writes it all the"
                  + " same and tells in the transform's log.")
          .example("warn");

  static final Section SECTION = Section.of(CHECK, SEVERITY).orJust(CHECK);

  private RuleKeys() {}
}
