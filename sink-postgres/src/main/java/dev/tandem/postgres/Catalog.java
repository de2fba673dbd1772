/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what PostgreSQL knows of a table. */
final class Catalog {
  private static final String COLUMNS =
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, -1),
        a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
        AND c.relkind IN ('r', 'p')
      """;

  private static final String UNIQUE_KEYS =
      """
      SELECT array_agg(a.attname::text ORDER BY a.attname)
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE n.nspname = ? AND c.relname = ? AND i.indisunique AND i.indisvalid AND i.indimmediate
        AND i.indpred IS NULL AND i.indexprs IS NULL
      GROUP BY i.indexrelid
      """;

  private static final String DEFERRABLE =
      """
      SELECT EXISTS (
        SELECT 1 FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ? AND k.condeferrable)
      """;

  private static final String IS_MADE =
      """
      SELECT obj_description(c.oid, 'pg_class') = ?
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private Catalog() {}

  /** Whether Tandem made the table, and nobody has taken the note of it away. */
  static boolean isMade(Connection connection, String schema, String table) throws SQLException {
    return is(connection, IS_MADE, Ddl.MADE, schema, table);
  }

  /** The columns of a table by name, or empty when there is no such table. */
  static Optional<Map<String, ColumnInfo>> columns(
      Connection connection, String schema, String table) throws SQLException {
    Map<String, ColumnInfo> columns = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.put(
              row.getString(1),
              new ColumnInfo(row.getString(2), row.getString(3), row.getBoolean(4)));
        }
      }
    }
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
  }

  /** Whether a unique index that ON CONFLICT can use covers exactly these columns. */
  static boolean isUnique(
      Connection connection, String schema, String table, java.util.Set<String> columns)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (java.util.Set.of((String[]) row.getArray(1).getArray()).equals(columns)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether a constraint of the table can be left unchecked until the end of a transaction. */
  static boolean hasDeferrable(Connection connection, String schema, String table)
      throws SQLException {
    return is(connection, DEFERRABLE, schema, table);
  }

  /** The answer to a question with one row of one boolean; no row and NULL are a no. */
  static boolean is(Connection connection, String question, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /**
   * A column's type.
   *
   * @param formatted with its length, for example {@code character varying(20)}
   * @param base without it
   * @param mandatory whether every insert must name a value for it
   */
  record ColumnInfo(String formatted, String base, boolean mandatory) {}
}
