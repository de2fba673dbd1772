/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.mysql.MySqlValues.Decoder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** How the rows of one table are selected and read. */
final class TableRows {
  private final SourceTable table;
  private final Decoder[] decoders;

  TableRows(SourceTable table) {
    this.table = table;
    this.decoders = table.columns().stream().map(MySqlValues::decoder).toArray(Decoder[]::new);
  }

  /** The statement that selects all of them. */
  String select() {
    return table.columns().stream()
        .map(MySqlValues::expression)
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + Sql.quote(table.id())));
  }

  /** The row that the result stands on. */
  SourceRow row(ResultSet result) throws SQLException {
    Value[] values = new Value[decoders.length];
    for (int i = 0; i < values.length; i++) {
      byte[] bytes = result.getBytes(i + 1);
      values[i] = bytes == null ? Value.NULL : value(i, bytes);
    }
    return new SourceRow(table, values);
  }

  private Value value(int column, byte[] bytes) {
    try {
      return decoders[column].decode(bytes);
    } catch (Refused | RuntimeException e) {
      SourceColumn declared = table.columns().get(column);
      throw new TandemException(
          MySqlCode.VALUE,
          "Column "
              + declared.name()
              + " of table "
              + table.id()
              + " holds something that is no "
              + declared.typeName()
              + ". "
              + MySqlCode.VALUE.remedy(),
          e);
    }
  }
}
