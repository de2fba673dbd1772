/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.SqlType;
import java.util.Arrays;
import java.util.List;

/** Columns of what the server answers by itself. */
final class Columns {
  private Columns() {}

  /** Columns out of declarations like {@code object_id int}. */
  static List<Column> of(String... declarations) {
    return Arrays.stream(declarations).map(Columns::column).toList();
  }

  private static Column column(String declaration) {
    int blank = declaration.indexOf(' ');
    return Column.of(
        declaration.substring(0, blank), SqlType.parse(declaration.substring(blank + 1)));
  }
}
