/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.type.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the rows of one table are selected and read; columns that nobody can map are left out. */
final class TableRows {
  private final SourceTable table;

  /** By the place of the column in the table. */
  private final Map<Integer, ColumnReader> readers = new TreeMap<>();

  TableRows(SourceTable table) {
    this.table = table;
    for (int i = 0; i < table.columns().size(); i++) {
      if (SqlServerTypes.domainType(table.columns().get(i)).isPresent()) {
        readers.put(i, new ColumnReader(table, table.columns().get(i)));
      }
    }
  }

  /** What to select of the table, which the statement calls {@code t}. */
  String columns() {
    return readers.isEmpty()
        ? "NULL"
        : readers.values().stream().map(ColumnReader::expression).collect(Collectors.joining(", "));
  }

  /** The table, called {@code t}. */
  String from() {
    return Sql.quote(table.id()) + " AS t";
  }

  /** How many columns of a result {@link #columns} are. */
  int width() {
    return Math.max(1, readers.size());
  }

  /** The row that the result stands on. */
  SourceRow row(ResultSet result) throws SQLException {
    @Nullable Value[] values = new @Nullable Value[table.columns().size()];
    int place = 0;
    for (Map.Entry<Integer, ColumnReader> reader : readers.entrySet()) {
      place++;
      values[reader.getKey()] = reader.getValue().read(result, place);
    }
    return new SourceRow(table, values);
  }
}
