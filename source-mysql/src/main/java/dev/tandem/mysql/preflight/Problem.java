/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.mysql.MySqlCode;
import java.util.Optional;

/**
 * Something that must be mended before capture can start.
 *
 * @param where the server, setting, table or column concerned
 * @param sentence what is wrong, what would come of it, and what to do where no SQL mends it
 * @param statement the SQL that mends it, where there is one
 */
public record Problem(MySqlCode code, String where, String sentence, Optional<String> statement) {

  static Problem of(MySqlCode code, String where, String sentence, String statement) {
    return new Problem(code, where, sentence, Optional.of(statement));
  }

  static Problem of(MySqlCode code, String where, String sentence) {
    return new Problem(code, where, sentence, Optional.empty());
  }

  /** The line a user sees. */
  public String line() {
    return code.code()
        + ": "
        + where
        + ": "
        + sentence
        + statement.map(sql -> " Run: " + sql).orElse("");
  }
}
