/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.SqlType;
import org.jspecify.annotations.Nullable;

/** The value of a parameter. */
public record Argument(SqlType type, @Nullable Object value) {
  /** As text, empty for NULL. */
  String text() {
    return value == null ? "" : value.toString();
  }
}
