/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.local.LocalMySql;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A server of the test's own, and its superuser; the release is the one that the system property
 * {@value MySqlRelease#DIST} names.
 */
public final class TestMySql implements AutoCloseable {
  private static final int BUFFER_POOL_MEGABYTES = 64;

  private final LocalMySql mysql;

  private TestMySql(LocalMySql mysql) {
    this.mysql = mysql;
  }

  /** Starts one with further options of mysqld. */
  public static TestMySql start(Path folder, String... options) {
    MySqlSettings settings =
        new MySqlSettings(MySqlRelease.chosen(), BUFFER_POOL_MEGABYTES, List.of(options));
    return new TestMySql(LocalMySql.start(folder, settings, progress -> {}));
  }

  /** The server as a user sees it. */
  public MySqlConnection as(String user, String password) {
    return new MySqlConnection(mysql.host(), mysql.port(), user, password, MySqlTls.DISABLED);
  }

  /** The server as its superuser sees it. */
  public MySqlConnection asRoot() {
    return as(mysql.user(), mysql.password());
  }

  /** The server with TLS demanded. */
  public MySqlConnection asRoot(MySqlTls tls) {
    return new MySqlConnection(mysql.host(), mysql.port(), mysql.user(), mysql.password(), tls);
  }

  /** Executes statements in a session whose SQL mode lets anything in. */
  public void execute(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(
                mysql.jdbcUrl("") + "&jdbcCompliantTruncation=false&sessionVariables=sql_mode=''",
                mysql.user(),
                mysql.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Cuts all other sessions of the superuser off. */
  public void killOtherSessions() {
    String others =
        "SELECT ID FROM information_schema.PROCESSLIST"
            + " WHERE USER = SUBSTRING_INDEX(CURRENT_USER(), '@', 1) AND ID <> CONNECTION_ID()";
    try (Connection connection = asRoot().open();
        Statement asking = connection.createStatement();
        Statement killing = connection.createStatement();
        ResultSet sessions = asking.executeQuery(others)) {
      while (sessions.next()) {
        killing.execute("KILL " + sessions.getLong(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops the server in order. */
  public void stop() {
    mysql.stop();
  }

  @Override
  public void close() {
    mysql.close();
  }
}
