/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * How to reach PostgreSQL.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with any parameter of the driver
 * @param password asked for before each session, since it may have been changed since the last
 */
public record PostgresConnection(String url, String user, Supplier<String> password) {
  /** What a session for writing is called in {@code pg_stat_activity}. */
  static final String WRITER = "tandem-sink";

  /** Frees the locks of a sink that was stopped or cut off in the middle of a batch. */
  static final String IDLE_IN_TRANSACTION = "15s";

  /** The same where the sink's host is gone, or the network. */
  private static final String DEAD_PEERS =
      " -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
          + " -c tcp_user_timeout=30s";

  private static final String LOCK_TIMEOUT = "20s";

  /** With a password that stays. */
  public PostgresConnection(String url, String user, String password) {
    this(url, user, () -> password);
  }

  /** A session for writing. */
  Connection openWriter() throws SQLException {
    return open(
        WRITER,
        "-c idle_in_transaction_session_timeout="
            + IDLE_IN_TRANSACTION
            + " -c lock_timeout="
            + LOCK_TIMEOUT
            + DEAD_PEERS);
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
            password.get(),
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
