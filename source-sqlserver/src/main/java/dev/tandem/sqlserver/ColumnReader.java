/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How one column of a table is selected and read. */
final class ColumnReader {
  private final SourceTable table;
  private final SourceColumn column;
  private final SqlServerValues.Decoder decoder;

  ColumnReader(SourceTable table, SourceColumn column) {
    this.table = table;
    this.column = column;
    this.decoder = SqlServerValues.decoder(column);
  }

  /** What to select of a table that the statement calls {@code t}. */
  String expression() {
    return SqlServerValues.expression(column, "t." + Sql.quote(column.name()));
  }

  /** The value at a place of the row that the result stands on, counted from 1. */
  Value read(ResultSet row, int place) throws SQLException {
    try {
      return decoder.read(row, place);
    } catch (SQLException e) {
      if (e.getErrorCode() != 0 || SqlServerFailure.passes(e)) {
        throw e; // the server's, not the driver's own
      }
      throw unreadable();
    } catch (RuntimeException e) {
      throw unreadable();
    }
  }

  /** Without its cause, which may quote the value (invariant 8). */
  private TandemException unreadable() {
    return new TandemException(
        SqlServerCode.VALUE,
        "Column "
            + column.name()
            + " of table "
            + table.id()
            + " holds something that is no "
            + column.typeName()
            + ". "
            + SqlServerCode.VALUE.remedy());
  }
}
