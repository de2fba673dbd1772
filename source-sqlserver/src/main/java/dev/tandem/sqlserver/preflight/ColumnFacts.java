/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.source.TableId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the catalogue knows of a column besides its type.
 *
 * @param fraction digits after the second
 * @param collation empty for a column without text
 * @param encrypted whether only clients with the key can read it (Always Encrypted)
 */
record ColumnFacts(boolean computed, boolean encrypted, int fraction, String collation) {
  /** Of a column of which the catalogue says nothing. */
  static final ColumnFacts NONE = new ColumnFacts(false, false, 0, "");

  /** With all of sys.columns, since not every server has every column of it. */
  private static final String QUESTION =
      "SELECT s.name AS table_schema, t.name AS table_name, c.* FROM sys.columns c"
          + " JOIN sys.tables t ON t.object_id = c.object_id"
          + " JOIN sys.schemas s ON s.schema_id = t.schema_id";

  /** Those of all tables of a database, by table and column. */
  static Map<TableId, Map<String, ColumnFacts>> of(Server server, String database)
      throws SQLException {
    Map<TableId, Map<String, ColumnFacts>> facts = new HashMap<>();
    for (Map<String, String> row : server.rows(database, QUESTION)) {
      TableId table = new TableId(database, text(row, "table_schema"), text(row, "table_name"));
      facts.computeIfAbsent(table, id -> new HashMap<>()).put(text(row, "name"), of(row));
    }
    return facts;
  }

  private static ColumnFacts of(Map<String, String> row) {
    String scale = text(row, "scale");
    return new ColumnFacts(
        text(row, "is_computed").equals("1"),
        !text(row, "encryption_type").isEmpty(),
        scale.isEmpty() ? 0 : Integer.parseInt(scale),
        text(row, "collation_name"));
  }

  private static String text(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
