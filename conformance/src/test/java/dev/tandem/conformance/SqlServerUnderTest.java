/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.source.SourceKind;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.simulated.store.AfterImage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A stand-in for SQL Server, whose change tables have NULL for a large value that an UPDATE did not
 * touch.
 */
final class SqlServerUnderTest implements SourceUnderTest {
  private final SqlServerDouble server = SqlServerDouble.start();

  SqlServerUnderTest() {
    server.longColumnAfterImage(AfterImage.NULL);
  }

  @Override
  public SourceKind product() {
    return SourceKind.SQL_SERVER;
  }

  private Db database() {
    return server.database(TypeTable.DATABASE);
  }

  @Override
  public Connection open() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl(database().name()), server.user(), server.password());
  }

  @Override
  public void create(Connection session, List<TypeTable> tables) {
    for (TypeTable table : tables) {
      database().createTables(table.create());
      database().enableCdc(table.name());
    }
  }

  @Override
  public List<String> settings() {
    return List.of();
  }

  @Override
  public String yaml(String database) {
    return "sqlserver: {host: %s, port: %d, user: %s, password: \"${%s}\", databases: [\"%s\"]}"
        .formatted(server.host(), server.port(), server.user(), PASSWORD, database);
  }

  @Override
  public String password() {
    return server.password();
  }

  @Override
  public void close() {
    server.close();
  }
}
