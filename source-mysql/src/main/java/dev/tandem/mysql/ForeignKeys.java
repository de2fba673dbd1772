/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.ForeignKey.Action;
import dev.tandem.model.source.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The foreign keys that a server declares. */
public final class ForeignKeys {
  private static final String COLUMNS =
      "SELECT k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS child_column,"
          + " k.REFERENCED_TABLE_SCHEMA AS parent_database, k.REFERENCED_TABLE_NAME AS parent,"
          + " k.REFERENCED_COLUMN_NAME AS parent_column, r.DELETE_RULE AS on_delete,"
          + " r.UPDATE_RULE AS on_update FROM information_schema.KEY_COLUMN_USAGE k"
          + " JOIN information_schema.REFERENTIAL_CONSTRAINTS r"
          + " ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA"
          + " AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME"
          + " WHERE k.TABLE_SCHEMA = ? AND k.TABLE_NAME = ?"
          + " AND k.REFERENCED_TABLE_NAME IS NOT NULL"
          + " ORDER BY k.CONSTRAINT_NAME, k.ORDINAL_POSITION";

  private ForeignKeys() {}

  /** Those of a table towards its parents, by name. */
  public static List<ForeignKey> of(Connection connection, TableId child) throws SQLException {
    Map<String, ForeignKey> keys = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, child.database());
      statement.setString(2, child.table());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.merge(rows.getString("name"), column(child, rows), ForeignKeys::joined);
        }
      }
    }
    return List.copyOf(keys.values());
  }

  private static ForeignKey column(TableId child, ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString("name"),
        child,
        List.of(row.getString("child_column")),
        TableId.of(row.getString("parent_database"), row.getString("parent")),
        List.of(row.getString("parent_column")),
        Action.of(row.getString("on_delete")),
        Action.of(row.getString("on_update")));
  }

  private static ForeignKey joined(ForeignKey first, ForeignKey next) {
    return new ForeignKey(
        first.name(),
        first.child(),
        joined(first.columns(), next.columns()),
        first.parent(),
        joined(first.parentColumns(), next.parentColumns()),
        first.onDelete(),
        first.onUpdate());
  }

  private static List<String> joined(List<String> first, List<String> next) {
    List<String> all = new ArrayList<>(first);
    all.addAll(next);
    return all;
  }
}
