/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.dialect;

import dev.tandem.lending.table.Table;
import dev.tandem.model.source.SourceKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a product is spoken to, where its SQL, its driver or its errors are its own. */
public interface Dialect {

  /** That of a product. */
  static Dialect of(SourceKind product) {
    return switch (product) {
      case MYSQL -> new MySqlDialect();
      case SQL_SERVER -> new SqlServerDialect();
    };
  }

  /**
   * Opens a session, which the caller closes.
   *
   * @param database empty for none
   */
  Connection open(String host, int port, String user, String password, String database)
      throws SQLException;

  /** Whether the server did not answer, or did not let the user in. */
  boolean isUnreachable(SQLException failure);

  /** A column as a text that the server reads as the same value again. */
  String asText(String column);

  /** The one row of an ordered query that comes after so many others. */
  String oneRow(String query, int skipped);

  /**
   * A query of a row by its key, which no other session can change, give to another row, or make
   * until the transaction ends.
   */
  String locking(String columns, String table, String condition);

  /** An UPDATE of so many of the rows that a condition holds for. */
  String updateSeveral(Table table, String assignments, String condition, int rows);

  /** A DELETE of so many of the rows that a condition holds for. */
  String deleteSeveral(Table table, String condition, int rows);

  /** Whether a foreign key deletes a table's rows with the row that they refer to. */
  boolean cascades(Table table);

  /** Sets the parameters of {@link Table#insert}. */
  void bindRow(PreparedStatement insert, Table table, List<? extends @Nullable Object> row)
      throws SQLException;

  /** Sets a parameter that is not NULL. */
  void bind(PreparedStatement statement, int parameter, Object value) throws SQLException;

  /** The errors after which the same transaction can be tried again: other sessions' locks. */
  Set<Integer> conflicts();

  /** The errors that say that a row with the same unique value, or a reference, is in the way. */
  Set<Integer> constraints();
}
