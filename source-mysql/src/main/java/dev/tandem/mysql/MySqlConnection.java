/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where a MySQL server is, and who asks. Its connections only read, speak UTF-8 and stand in UTC
 * with a fixed SQL mode, so that a value reads alike whatever the server's own settings are.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param password asked for before each connection, since it may have been changed since the last
 */
public record MySqlConnection(
    String host, int port, String user, Supplier<String> password, MySqlTls tls) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]");
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SOCKET_MILLIS = 60_000;

  private static final String SESSION =
      String.join(
          ",",
          "time_zone='+00:00'",
          "sql_mode=''", // PAD_CHAR_TO_FULL_LENGTH would lengthen values, ANSI_QUOTES change names
          "sql_quote_show_create=ON",
          "sql_select_limit=18446744073709551615",
          "max_execution_time=0",
          "net_write_timeout=600",
          "transaction_isolation='REPEATABLE-READ'",
          "transaction_read_only=ON");

  /** Checks that the host cannot smuggle anything into a connection URL. */
  public MySqlConnection {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("'" + host + "' is no host name");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is no port");
    }
  }

  /** With a password that stays. */
  public MySqlConnection(String host, int port, String user, String password, MySqlTls tls) {
    this(host, port, user, () -> password, tls);
  }

  /**
   * Opens a connection; the caller closes it.
   *
   * @throws dev.tandem.model.error.TandemException when the server does not let us in
   */
  public Connection open() {
    try {
      Connection connection = new com.mysql.cj.jdbc.Driver().connect(url(), properties());
      if (connection == null) {
        throw new IllegalStateException("the driver does not know its own URL");
      }
      return connection;
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "connect to it", this);
    }
  }

  private String url() {
    return "jdbc:mysql://" + host + ':' + port + '/';
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password.get());
    properties.setProperty("characterEncoding", "UTF-8");
    properties.setProperty("characterSetResults", "UTF-8");
    properties.setProperty("connectionTimeZone", "UTC");
    properties.setProperty("sessionVariables", SESSION);
    properties.setProperty("jdbcCompliantTruncation", "false");
    properties.setProperty("zeroDateTimeBehavior", "CONVERT_TO_NULL");
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("yearIsDateType", "false");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLIS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_MILLIS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectionAttributes", "program_name:tandem");
    addTls(properties);
    return properties;
  }

  private void addTls(Properties properties) {
    properties.setProperty("sslMode", tls.mode().name());
    // Without TLS the password can only be sent under a key that the server hands out in the clear.
    properties.setProperty(
        "allowPublicKeyRetrieval", Boolean.toString(tls.mode() == MySqlTls.Mode.DISABLED));
    tls.trust().ifPresent(store -> addStore(properties, "trustCertificateKeyStore", store));
    tls.identity().ifPresent(store -> addStore(properties, "clientCertificateKeyStore", store));
  }

  private static void addStore(Properties properties, String name, MySqlTls.Store store) {
    properties.setProperty(name + "Url", store.file().toUri().toString());
    properties.setProperty(name + "Type", "PKCS12"); // the JVM reads JKS under this name too
    store.password().ifPresent(password -> properties.setProperty(name + "Password", password));
  }

  /** {@code user@host:port}: never the password. */
  @Override
  public String toString() {
    return user + '@' + host + ':' + port;
  }
}
