/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.mapping.PostgresPlan;

/** Identifiers, quoted: the only way that a name gets into a statement. */
final class Sql {
  private Sql() {}

  static String name(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an identifier with NUL");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String table(PostgresPlan plan) {
    return name(plan.schema()) + '.' + name(plan.table());
  }
}
