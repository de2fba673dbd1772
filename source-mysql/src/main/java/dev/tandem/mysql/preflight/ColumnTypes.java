/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceTable;
import dev.tandem.mysql.MySqlCode;
import java.util.List;
import java.util.stream.Stream;

/** Every column of a captured table must have a type that Tandem carries. */
final class ColumnTypes implements Check {

  @Override
  public List<Problem> problems(Server server) {
    return server.tables().values().stream().flatMap(ColumnTypes::problems).toList();
  }

  private static Stream<Problem> problems(SourceTable table) {
    return table.columns().stream()
        .filter(column -> MySqlTypes.domainType(column).isEmpty())
        .map(
            column ->
                Problem.of(
                    MySqlCode.COLUMN_TYPE,
                    table.id() + "." + column.name(),
                    "Tandem does not carry the type "
                        + column.typeName()
                        + ": convert the column, or leave its table out."));
  }
}
