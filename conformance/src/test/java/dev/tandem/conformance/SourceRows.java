/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

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

  /** Inserted with the value, which an UPDATE then leaves alone. */
  static final int UNTOUCHED = 4;

  private static final int WAYS = 10;

  private final SourceUnderTest source;
  private final Connection session;

  SourceRows(SourceUnderTest source, Connection session) {
    this.source = source;
    this.session = session;
  }

  static int id(TypeCase of, int way) {
    return of.number() * WAYS + way;
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
                  + CaseFiles.inFull(literal.sql())
                  + " WHERE id = "
                  + id(literal, UPDATED));
          if (table.ways().contains(UNTOUCHED)) {
            insert(table, column, id(literal, UNTOUCHED), literal.sql());
            execute(
                "UPDATE "
                    + table.name()
                    + " SET "
                    + TypeTable.OTHER
                    + " = 1 WHERE id = "
                    + id(literal, UNTOUCHED));
          }
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
            + CaseFiles.inFull(literal)
            + ")");
  }

  private void settings(TypeColumn column) throws SQLException {
    execute(source.settings().toArray(String[]::new));
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
