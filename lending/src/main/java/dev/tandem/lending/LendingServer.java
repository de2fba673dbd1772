/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.model.error.TandemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/**
 * The MySQL server that the sample database is on, and a user who may create and write it.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 */
public record LendingServer(String host, int port, String user, String password) {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int CONNECT_MILLIS = 10_000;

  private static final String SESSION =
      String.join(
          ",",
          "time_zone='+00:00'",
          "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'",
          "transaction_isolation='REPEATABLE-READ'",
          "innodb_lock_wait_timeout=5");

  /** A session in the sample database. */
  Connection open() throws SQLException {
    return open(LendingSchema.DATABASE);
  }

  /** A session without a database. */
  Connection openServer() throws SQLException {
    return open("");
  }

  private Connection open(String database) throws SQLException {
    String url = "jdbc:mysql://" + host + ':' + port + '/' + database;
    Connection connection = new com.mysql.cj.jdbc.Driver().connect(url, properties());
    if (connection == null) {
      throw new IllegalStateException("the driver does not know its own URL");
    }
    return connection;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("sslMode", "PREFERRED");
    properties.setProperty(
        "allowPublicKeyRetrieval", Boolean.toString(THIS_MACHINE.contains(host)));
    properties.setProperty("characterEncoding", "UTF-8");
    properties.setProperty("connectionTimeZone", "UTC");
    properties.setProperty("sessionVariables", SESSION);
    properties.setProperty("rewriteBatchedStatements", "true");
    properties.setProperty("useAffectedRows", "true"); // an update that changes nothing counts 0
    properties.setProperty("cachePrepStmts", "true");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLIS));
    return properties;
  }

  TandemException failed(String doing, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean unreachable = state.startsWith("08") || state.startsWith("28");
    LendingCode code = unreachable ? LendingCode.UNREACHABLE : LendingCode.STATEMENT;
    return new TandemException(
        code,
        this + " does not let us " + doing + " (error " + e.getErrorCode() + "). " + code.remedy(),
        e);
  }

  /** {@code user@host:port}: never the password. */
  @Override
  public String toString() {
    return user + '@' + host + ':' + port;
  }
}
