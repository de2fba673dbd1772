/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements in sessions of their own. */
record Sql(String url, String user, String password) {

  static Sql of(LocalMySql mysql, String database) {
    return new Sql(mysql.jdbcUrl(database), mysql.user(), mysql.password());
  }

  static Sql of(LocalPostgres postgres) {
    return new Sql(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of each row. */
  List<String> ask(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
