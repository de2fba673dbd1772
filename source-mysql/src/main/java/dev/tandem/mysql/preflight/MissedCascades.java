/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.OnCascade;
import dev.tandem.mysql.MySqlCode;

/** Foreign keys by which MySQL changes rows of a table itself, and that nothing is done about. */
final class MissedCascades {
  private MissedCascades() {}

  /** What comes of one. */
  static Suspicion of(ForeignKey key, OnCascade onCascade) {
    boolean isSwitchedOff = onCascade == OnCascade.WARN;
    return Suspicion.declared(
        MySqlCode.CASCADE,
        "",
        "foreign key "
            + key.name()
            + " is "
            + key.actions()
            + ": with a row of "
            + key.parent()
            + " MySQL deletes or changes its rows of "
            + key.child()
            + " by itself and writes nothing of it to the log. These changes do not arrive, "
            + (isSwitchedOff
                ? "since source.mysql.cascades is warn."
                : "since no entity is made from " + key.parent() + '.'),
        isSwitchedOff
            ? "Remove that line, or let the application delete or change the children first; until"
                + " then './tandem verify' finds the rows."
            : "Make an entity from "
                + key.parent()
                + ", too (with where: \"false\" if its rows are wanted nowhere), or let the"
                + " application delete or change the children first; until then './tandem verify'"
                + " finds the rows.");
  }
}
