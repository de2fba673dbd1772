/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes the cases' literals at the source. The number in a row's id says which case it is of, and
 * the last digit which way it goes.
 */
final class SourceRows {
  /** There before capture starts. */
  static final int SNAPSHOT = 1;

  /** Inserted while it runs. */
  static final int INSERTED = 2;

  /** Inserted without the value, which an UPDATE then brings. */
  static final int UPDATED = 3;

  private static final int WAYS = 10;
  private static final String STRICT =
      "SET sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00', character_set_results = utf8mb4";

  private final Connection session;

  SourceRows(Connection session) {
    this.session = session;
  }

  static int id(TypeCase of, int way) {
    return of.number() * WAYS + way;
  }

  void create(List<TypeTable> tables) throws SQLException {
    execute("CREATE DATABASE " + TypeTable.DATABASE, "USE " + TypeTable.DATABASE, STRICT);
    for (TypeTable table : tables) {
      execute(table.create());
    }
  }

  /** What a snapshot will find. */
  void before(TypeTable table) throws SQLException {
    if (table.when() == Section.When.ADDED) {
      return;
    }
    for (TypeColumn column : table.columns()) {
      settings(column);
      for (TypeCase literal : column.cases()) {
        insert(table, column, id(literal, SNAPSHOT), literal.sql());
      }
    }
  }

  /** What the log will tell. */
  void after(TypeTable table) throws SQLException {
    if (table.when() == Section.When.ADDED) {
      for (String definition : table.definitions()) {
        execute("ALTER TABLE " + table.name() + " ADD COLUMN " + definition);
      }
    }
    for (TypeColumn column : table.columns()) {
      settings(column);
      for (TypeCase literal : column.cases()) {
        if (table.isKeyed()) {
          changeByKey(table, column, literal);
        } else {
          insert(table, column, id(literal, INSERTED), literal.sql());
          execute(
              "INSERT INTO " + table.name() + " (id) VALUES (" + id(literal, UPDATED) + ")",
              "UPDATE "
                  + table.name()
                  + " SET "
                  + column.written()
                  + " = "
                  + literal.sql()
                  + " WHERE id = "
                  + id(literal, UPDATED));
        }
      }
    }
  }

  /** The row of the snapshot is changed, goes and comes again: all of it under one key. */
  private void changeByKey(TypeTable table, TypeColumn column, TypeCase literal)
      throws SQLException {
    execute(
        "UPDATE "
            + table.name()
            + " SET id = "
            + id(literal, INSERTED)
            + " WHERE id = "
            + id(literal, SNAPSHOT),
        "DELETE FROM " + table.name() + " WHERE id = " + id(literal, INSERTED));
    insert(table, column, id(literal, UPDATED), literal.sql());
  }

  private void insert(TypeTable table, TypeColumn column, int id, String literal)
      throws SQLException {
    execute(
        "INSERT INTO "
            + table.name()
            + " (id, "
            + column.written()
            + ") VALUES ("
            + id
            + ", "
            + literal
            + ")");
  }

  private void settings(TypeColumn column) throws SQLException {
    execute(STRICT);
    if (column.session().isPresent()) {
      execute(column.session().get());
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new SQLException(e.getMessage() + " IN " + sql, e);
        }
      }
    }
  }
}
