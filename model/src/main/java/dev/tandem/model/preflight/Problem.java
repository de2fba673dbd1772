/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.error.ErrorCode;
import java.util.Optional;

/**
 * Something that must be mended before capture can start.
 *
 * @param where the server, setting, table or column concerned
 * @param sentence what is wrong, what would come of it, and what to do where no SQL mends it
 * @param statement the SQL that mends it, where there is one
 */
public record Problem(ErrorCode code, String where, String sentence, Optional<String> statement) {

  /** With the SQL that mends it. */
  public static Problem of(ErrorCode code, String where, String sentence, String statement) {
    return new Problem(code, where, sentence, Optional.of(statement));
  }

  /** Without such SQL. */
  public static Problem of(ErrorCode code, String where, String sentence) {
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
