/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mssqlserver.MSSQLServerContainer;

/** The real server of this JVM's tests; Testcontainers removes its container when the JVM ends. */
final class RealServer {
  private static final String IMAGE = "mcr.microsoft.com/mssql/server:2022-latest";
  private static final String EULA = "ACCEPT_EULA";
  private static final String USER = "TANDEM_SQLSERVER_USER";
  private static final String PASSWORD = "TANDEM_SQLSERVER_PASSWORD";

  private static final String MISSING =
      "The suite on a real SQL Server is skipped: it needs a Docker engine, and "
          + EULA
          + "=Y in the environment of whoever accepts Microsoft's terms for "
          + IMAGE
          + "; or name a server that is there with -D"
          + SqlServerTarget.PROPERTY
          + "=HOST:PORT.";

  /** Empty where it cannot be had. */
  private static final class Container {
    static final Optional<SqlServerConnection> STARTED = start();

    private static Optional<SqlServerConnection> start() {
      boolean accepted = "Y".equalsIgnoreCase(System.getenv(EULA));
      if (!accepted || !DockerClientFactory.instance().isDockerAvailable()) {
        System.err.println(MISSING); // a build tells how many tests it skipped, and not why
        return Optional.empty();
      }
      MSSQLServerContainer container = new MSSQLServerContainer(IMAGE);
      container.addEnv("MSSQL_AGENT_ENABLED", "true");
      container.acceptLicense().start();
      return Optional.of(
          to(
              container.getHost(),
              container.getMappedPort(MSSQLServerContainer.MS_SQL_SERVER_PORT),
              SqlServerLogin.sql(container.getUsername(), container.getPassword())));
    }
  }

  private RealServer() {}

  /**
   * The server, with the container started.
   *
   * @param chosen {@code container} or {@code host:port}
   * @throws org.opentest4j.TestAbortedException where there is none
   */
  static SqlServerConnection require(String chosen) {
    return chosen.equals("container")
        ? Container.STARTED.orElseGet(() -> Assumptions.abort("there is no container to run on"))
        : existing(chosen);
  }

  private static SqlServerConnection existing(String address) {
    String user = System.getenv(USER);
    String password = System.getenv(PASSWORD);
    int colon = address.lastIndexOf(':');
    if (user == null || password == null || colon < 1) {
      throw new IllegalStateException(
          "-D"
              + SqlServerTarget.PROPERTY
              + " takes HOST:PORT, with a sysadmin in the environment variables "
              + USER
              + " and "
              + PASSWORD);
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    return to(address.substring(0, colon), port, SqlServerLogin.sql(user, password));
  }

  /** Encrypted, with whatever certificate it has: a container signs its own. */
  private static SqlServerConnection to(String host, int port, SqlServerLogin login) {
    SqlServerTls anybody =
        new SqlServerTls(SqlServerTls.Mode.REQUIRED, Optional.empty(), Optional.empty());
    return new SqlServerConnection(host, port, login, anybody, false);
  }
}
