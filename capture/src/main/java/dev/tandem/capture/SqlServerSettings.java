/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceTable;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.wire.Unavailable;
import java.util.List;
import java.util.Properties;

/** What the SQL Server connector is told besides what all are. */
final class SqlServerSettings {
  private final Properties properties = new Properties();

  private SqlServerSettings() {}

  /**
   * All of it.
   *
   * @param databases as the server spells them
   * @param consistent whether all of them allow snapshot isolation
   */
  static Properties of(
      SqlServerConnection server,
      List<String> databases,
      List<SourceTable> tables,
      boolean consistent) {
    SqlServerSettings settings = new SqlServerSettings();
    settings.server(server);
    settings.set("database.names", String.join(",", databases));
    // The connector's own list knows no databases: LeanSqlServerConnector's reader tells them
    // apart.
    settings.set(
        "table.include.list",
        EngineSettings.regexes(
            tables.stream().map(table -> table.id().schema() + "." + table.id().table())));
    settings.set("tandem.type", SqlServerConverter.class.getName());
    // Every other level locks whole tables against writers, or may read a row that never was.
    settings.set("snapshot.isolation.mode", consistent ? "snapshot" : "read_committed");
    settings.set("data.query.mode", "direct");
    settings.set("unavailable.value.placeholder", Unavailable.TEXT);
    return settings.properties;
  }

  private void set(String name, Object value) {
    properties.setProperty(name, value.toString());
  }

  private void server(SqlServerConnection server) {
    set("connector.class", LeanSqlServerConnector.class.getName());
    set("database.hostname", server.host());
    set("database.port", server.port());
    set("database.user", server.login().user());
    set("database.password", server.login().password().get());
    server.properties().forEach((name, value) -> set("driver." + name, value));
  }
}
