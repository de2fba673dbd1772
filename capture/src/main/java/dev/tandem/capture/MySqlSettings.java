/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceTable;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** What the MySQL connector is told besides what all are. */
final class MySqlSettings {
  private final Properties properties = new Properties();

  private MySqlSettings() {}

  /**
   * All of it.
   *
   * @param serverId what capture calls itself among the source's replicas
   */
  static Properties of(MySqlConnection server, long serverId, List<SourceTable> tables) {
    MySqlSettings settings = new MySqlSettings();
    settings.server(server);
    settings.set("database.server.id", serverId);
    settings.set(
        "database.include.list",
        EngineSettings.regexes(tables.stream().map(table -> table.id().database())));
    settings.exactNumbers(tables);
    settings.log();
    return settings.properties;
  }

  private void set(String name, Object value) {
    properties.setProperty(name, value.toString());
  }

  private void server(MySqlConnection server) {
    set("connector.class", LeanMySqlConnector.class.getName());
    set("database.hostname", server.host());
    set("database.port", server.port());
    set("database.user", server.user());
    set("database.password", server.password().get());
    set("database.ssl.mode", server.tls().mode().name().toLowerCase(Locale.ROOT));
    server.tls().trust().ifPresent(store -> keyStore("database.ssl.truststore", store));
    server.tls().identity().ifPresent(store -> keyStore("database.ssl.keystore", store));
  }

  private void keyStore(String name, MySqlTls.Store store) {
    set(name, store.file());
    store.password().ifPresent(password -> set(name + ".password", password));
  }

  private void exactNumbers(List<SourceTable> tables) {
    set("snapshot.query.mode", "custom");
    set("snapshot.query.mode.custom.name", ExactSelect.NAME);
    for (SourceTable table : tables) {
      ExactSelect.statement(table)
          .ifPresent(own -> set(ExactSelect.OF_TABLE + ExactSelect.quoted(table), own));
    }
  }

  private void log() {
    set("tandem.type", MySqlConverter.class.getName());
    set("bigint.unsigned.handling.mode", "long");
    set("enable.time.adjuster", false);
    set("inconsistent.schema.handling.mode", "fail");
    // A reconnect, perhaps to another host behind the same name, must pass the identity check
    // first.
    set("connect.keep.alive", false);
    set("connect.keep.alive.interval.ms", 1_250); // the server's own heartbeat comes at 0.8 of it
    set("snapshot.locking.mode", "minimal");
    // The log tells no columns: a table that is added to the file later must be known by then.
    set("schema.history.internal.store.only.captured.tables.ddl", false);
    set("schema.history.internal.store.only.captured.databases.ddl", true);
    // No snapshot.fetch.size: it switches to the binary protocol, whose reader loses the sign and
    // the fraction of TIME.
  }
}
