/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server of the test's own, and its superuser. */
public final class TestMySql implements AutoCloseable {
  public MySqlConnection as(String user, String password) {
    return new MySqlConnection("127.0.0.1", 33712, user, password, MySqlTls.DISABLED);
  }

  public MySqlConnection asRoot() {
    return as("root", "");
  }

  public void execute(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:33712/?sslMode=DISABLED&allowPublicKeyRetrieval=true&sessionVariables=sql_mode=''",
                "root",
                "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public void killOthers() {
    try (Connection connection = asRoot().open();
        Statement statement = connection.createStatement();
        Statement killing = connection.createStatement();
        java.sql.ResultSet others =
            statement.executeQuery(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = 'root' AND ID <> CONNECTION_ID()")) {
      while (others.next()) {
        killing.execute("KILL " + others.getLong(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public static TestMySql start(java.nio.file.Path folder, String... options) {
    return new TestMySql();
  }

  public void close() {}
}
