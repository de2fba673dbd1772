/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlType;
import org.jspecify.annotations.Nullable;

/** An expression whose names are resolved; a condition is a term of type bit. */
record Term(SqlType type, Body body) {
  private static final Row NO_ROW = Row.of();

  /** Its value for a row of the source. */
  interface Body {
    @Nullable Object value(Row row);
  }

  @Nullable Object value(Row row) {
    return body.value(row);
  }

  /** The value of a term that looks at no row. */
  @Nullable Object constant() {
    return body.value(NO_ROW);
  }

  /** As a condition: whether it is true, and not false or unknown. */
  boolean holds(Row row) {
    return Boolean.TRUE.equals(body.value(row));
  }
}
