/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.sqlserver.preflight.SqlServerSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** A database on a real server, and a login of the same name; both are dropped in the end. */
final class RealTarget implements SqlServerTarget {
  /** What sqlcmd takes for the end of a batch; the server knows no such statement. */
  private static final Pattern GO = Pattern.compile("(?m)^GO$");

  private static final String COLLATION = "SQL_Latin1_General_CP1_CI_AS";

  private static final String CAPTURED =
      "EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND is_cdc_enabled = 1)";

  private final SqlServerConnection server;
  private final String database = "tandem_" + UUID.randomUUID().toString().replace("-", "");

  /** Of the login; the server demands several kinds of characters. */
  private final String password = "Tandem-" + UUID.randomUUID();

  RealTarget(SqlServerConnection server) {
    this.server = server;
    run("master", "CREATE DATABASE " + Sql.quote(database) + " COLLATE " + COLLATION);
    run("master", "ALTER DATABASE " + Sql.quote(database) + " SET ALLOW_SNAPSHOT_ISOLATION ON");
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public SqlServerConnection connection() {
    return server;
  }

  @Override
  public SqlServerConnection encrypted(Path folder) {
    return server;
  }

  @Override
  public void createTables(String script) {
    run(database, script);
  }

  @Override
  public void addColumn(String table, String column, String type) {
    run(database, "ALTER TABLE dbo." + Sql.quote(table) + " ADD " + Sql.quote(column) + " " + type);
  }

  @Override
  public void enableCdc(String table, String instance) {
    run(
        database,
        "IF NOT " + CAPTURED + " EXEC sys.sp_cdc_enable_db",
        "EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = "
            + Sql.literal(table)
            + ", @capture_instance = "
            + Sql.literal(instance)
            + ", @role_name = NULL, @supports_net_changes = 0");
  }

  /** By the product's own script, which is run as sqlcmd would. */
  @Override
  public SqlServerConnection prepare(CapturePlan plan) {
    run(
        "master",
        "CREATE LOGIN " + Sql.quote(database) + " WITH PASSWORD = " + Sql.literal(password));
    SqlServerLogin login = SqlServerLogin.sql(database, password);
    SqlServerSource source =
        new SqlServerSource(
            new SqlServerConnection(server.host(), server.port(), login, server.tls(), false),
            List.of(database));
    String script = source.script(plan, source.problems(plan)).orElseThrow();
    run("master", GO.split(script));
    return source.connection();
  }

  @Override
  public void close() {
    run(database, "IF " + CAPTURED + " EXEC sys.sp_cdc_disable_db"); // its jobs go with it
    run(
        "master",
        "ALTER DATABASE " + Sql.quote(database) + " SET SINGLE_USER WITH ROLLBACK IMMEDIATE",
        "DROP DATABASE " + Sql.quote(database),
        "IF SUSER_ID(" + Sql.literal(database) + ") IS NOT NULL DROP LOGIN " + Sql.quote(database));
  }

  private void run(String where, String... batches) {
    try (Connection connection = server.open();
        Statement statement = connection.createStatement()) {
      connection.setCatalog(where);
      for (String batch : batches) {
        if (!batch.isBlank()) {
          statement.execute(batch);
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
