/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.SourceEngine;
import dev.tandem.config.KeyStoreFile;
import dev.tandem.config.MySqlSource;
import dev.tandem.config.Secret;
import dev.tandem.config.SourceConfig;
import dev.tandem.config.SqlServerSource;
import dev.tandem.model.preflight.Source;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerLogin;
import dev.tandem.sqlserver.SqlServerTls;

/** Makes a source of what the file says of it, for whoever reads it and for capture. */
final class Sources {
  private Sources() {}

  static Source of(SourceConfig source) {
    return source.match(
        mysql ->
            new dev.tandem.mysql.preflight.MySqlSource(
                connection(mysql), mysql.serverId(), mysql.onCascade()),
        server ->
            new dev.tandem.sqlserver.preflight.SqlServerSource(
                connection(server), server.databases()));
  }

  /** What captures it. */
  static SourceEngine engine(SourceConfig source) {
    return source.match(
        mysql -> SourceEngine.mysql(connection(mysql), mysql.serverId(), mysql.onTruncate()),
        server -> SourceEngine.sqlServer(connection(server), server.databases()));
  }

  private static MySqlConnection connection(MySqlSource source) {
    return new MySqlConnection(
        source.host(),
        source.port(),
        source.user(),
        new CurrentSecret(source.password()),
        new MySqlTls(
            MySqlTls.Mode.valueOf(source.tls().mode().name()),
            source.tls().truststore().map(Sources::mysqlStore),
            source.tls().keystore().map(Sources::mysqlStore)));
  }

  private static MySqlTls.Store mysqlStore(KeyStoreFile store) {
    return new MySqlTls.Store(store.file(), store.password().map(Secret::value));
  }

  private static SqlServerConnection connection(SqlServerSource source) {
    return new SqlServerConnection(
        source.host(),
        source.port(),
        new SqlServerLogin(
            SqlServerLogin.Kind.valueOf(source.login().kind().name()),
            source.login().user(),
            new CurrentSecret(source.login().password()),
            source.login().domain()),
        new SqlServerTls(
            SqlServerTls.Mode.valueOf(source.tls().mode().name()),
            source.tls().truststore().map(Sources::sqlServerStore),
            source.tls().hostName()),
        source.readOnlyReplica());
  }

  private static SqlServerTls.Store sqlServerStore(KeyStoreFile store) {
    return new SqlServerTls.Store(store.file(), store.password().map(Secret::value));
  }
}
