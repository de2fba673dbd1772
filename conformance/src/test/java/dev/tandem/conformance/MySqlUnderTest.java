/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.local.LocalMySql;
import dev.tandem.model.source.SourceKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A real MySQL. */
final class MySqlUnderTest implements SourceUnderTest {
  private static final String STRICT =
      "SET sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00', character_set_results = utf8mb4";

  private final LocalMySql server;

  MySqlUnderTest(LocalMySql server) {
    this.server = server;
  }

  @Override
  public SourceKind product() {
    return SourceKind.MYSQL;
  }

  @Override
  public Connection open() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("") + "&characterEncoding=UTF-8", server.user(), server.password());
  }

  @Override
  public void create(Connection session, List<TypeTable> tables) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("CREATE DATABASE " + TypeTable.DATABASE);
      statement.execute("USE " + TypeTable.DATABASE);
      statement.execute(STRICT);
      for (TypeTable table : tables) {
        statement.execute(table.create() + " DEFAULT CHARSET utf8mb4");
      }
    }
  }

  @Override
  public List<String> settings() {
    return List.of(STRICT);
  }

  @Override
  public String yaml(String database) {
    return "mysql: {host: 127.0.0.1, port: %d, user: %s, password: \"${%s}\", databases: [\"%s\"]}"
        .formatted(server.port(), server.user(), PASSWORD, database);
  }

  @Override
  public String password() {
    return server.password();
  }

  /** It stops with the other servers. */
  @Override
  public void close() {}
}
