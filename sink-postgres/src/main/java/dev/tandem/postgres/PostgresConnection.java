/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach PostgreSQL.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with any parameter of the driver
 */
public record PostgresConnection(String url, String user, String password) {
  /** Frees the locks of a sink that was stopped or cut off in the middle of a batch. */
  private static final String IDLE_IN_TRANSACTION = "15s";

  private static final String LOCK_TIMEOUT = "20s";

  /** A session for writing. */
  Connection openWriter() throws SQLException {
    return open(
        "tandem-sink",
        "-c idle_in_transaction_session_timeout="
            + IDLE_IN_TRANSACTION
            + " -c lock_timeout="
            + LOCK_TIMEOUT);
  }

  /** A session that cannot write. */
  Connection openReader() throws SQLException {
    return open("tandem-verify", "-c default_transaction_read_only=on");
  }

  private Connection open(String application, String options) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "user",
            user,
            "password",
            password,
            "ApplicationName",
            application,
            "connectTimeout",
            "10",
            "socketTimeout",
            "120",
            "tcpKeepAlive",
            "true",
            "options",
            options + " -c datestyle=ISO -c timezone=UTC -c client_encoding=UTF8"));
    Connection connection = DriverManager.getConnection(url, properties);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Where that is, for messages: {@code PostgreSQL at host:port/database}. */
  String where() {
    return "PostgreSQL at "
        + url.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("\\?.*", "");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + url.replaceAll("(?i)(password=)[^&]*", "$1***");
  }
}
