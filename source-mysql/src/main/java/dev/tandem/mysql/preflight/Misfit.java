/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.type.ValueError;
import java.util.Optional;

/**
 * That a type refuses values which a column can hold.
 *
 * @param error the code that a dead letter would carry
 * @param condition holds for exactly the rows whose value is refused, in SQL; empty when SQL cannot
 *     tell them
 * @param phrase which rows those are: follows {@code 3 rows}
 */
record Misfit(ValueError error, Optional<String> condition, String phrase) {

  static Optional<Misfit> rows(ValueError error, String condition, String phrase) {
    return Optional.of(new Misfit(error, Optional.of(condition), phrase));
  }

  static Optional<Misfit> unknown(ValueError error, String phrase) {
    return Optional.of(new Misfit(error, Optional.empty(), phrase));
  }
}
