/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a SQL Server is, and who asks.
 *
 * @param host a name or an address
 * @param replica whether it is a secondary replica of an availability group, which can only be read
 */
public record SqlServerConnection(
    String host, int port, SqlServerLogin login, SqlServerTls tls, boolean replica) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.%]+]?");
  private static final int CONNECT_SECONDS = 10;
  private static final int SOCKET_MILLIS = 60_000;

  /** Checks that the host cannot smuggle anything into a connection URL. */
  public SqlServerConnection {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("'" + host + "' is no host name");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is no port");
    }
  }

  /**
   * Opens a connection that only reads; the caller closes it.
   *
   * @throws dev.tandem.model.error.TandemException when the server does not let us in
   */
  public Connection open() {
    Properties properties = new Properties();
    properties.putAll(properties());
    properties.setProperty("serverName", host);
    properties.setProperty("portNumber", Integer.toString(port));
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password().get());
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_MILLIS));
    properties.setProperty("responseBuffering", "adaptive");
    try {
      Connection connection = new SQLServerDriver().connect("jdbc:sqlserver://", properties);
      if (connection == null) {
        throw new IllegalStateException("the driver does not know its own URL");
      }
      return connection;
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, "connect to it", this);
    }
  }

  /**
   * What the driver is told besides address, user and password; the connector passes it on with the
   * prefix {@code driver.}.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/sql/connect/jdbc/setting-the-connection-properties">the
   *     driver's properties</a>
   */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("applicationName", "tandem");
    properties.put("sendTimeAsDatetime", "false"); // true rounds a time that is asked for
    if (replica) {
      properties.put("applicationIntent", "ReadOnly");
    }
    switch (login.kind()) {
      case SQL -> {}
      case NTLM -> {
        properties.put("integratedSecurity", "true");
        properties.put("authenticationScheme", "NTLM");
      }
      case KERBEROS -> {
        properties.put("integratedSecurity", "true");
        properties.put("authenticationScheme", "JavaKerberos");
      }
    }
    login.domain().ifPresent(domain -> properties.put("domain", domain));
    addTls(properties);
    return properties;
  }

  private void addTls(Map<String, String> properties) {
    boolean encrypt = tls.mode() != SqlServerTls.Mode.DISABLED;
    boolean trustAny = tls.mode() == SqlServerTls.Mode.REQUIRED;
    properties.put("encrypt", Boolean.toString(encrypt));
    properties.put("trustServerCertificate", Boolean.toString(trustAny));
    tls.name().ifPresent(name -> properties.put("hostNameInCertificate", name));
    tls.trust()
        .ifPresent(
            store -> {
              properties.put("trustStore", store.file().toString());
              properties.put("trustStoreType", type(store));
              store.password().ifPresent(word -> properties.put("trustStorePassword", word));
            });
  }

  private static String type(SqlServerTls.Store store) {
    String file = store.file().toString().toLowerCase(Locale.ROOT);
    return file.endsWith(".jks") ? "JKS" : "PKCS12";
  }

  /** {@code user@host:port}: never the password. */
  @Override
  public String toString() {
    return login + "@" + host + ':' + port;
  }
}
