/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the source of a file that is known to be clean. */
final class SourceAssembly {
  private final Path directory;

  /** Takes the absolute directory where relative paths start. */
  SourceAssembly(Path directory) {
    this.directory = directory;
  }

  SourceConfig source(SourceDraft draft) {
    List<String> databases = List.copyOf(draft.databases().orElseThrow());
    Optional<HeartbeatConfig> heartbeat = heartbeat(draft);
    return switch (draft.product()) {
      case MYSQL -> mysql(draft.fields(), databases, heartbeat);
      case SQL_SERVER -> sqlServer(draft.fields(), databases, heartbeat);
    };
  }

  private static Optional<HeartbeatConfig> heartbeat(SourceDraft draft) {
    return draft
        .heartbeat()
        .map(
            table ->
                new HeartbeatConfig(
                    table.value().id(),
                    draft.fields().get(HeartbeatKeys.HEARTBEAT).get(HeartbeatKeys.EVERY)));
  }

  private MySqlSource mysql(
      Fields mysql, List<String> databases, Optional<HeartbeatConfig> heartbeat) {
    String host = mysql.get(SourceKeys.HOST);
    return new MySqlSource(
        host,
        mysql.get(MySqlKeys.PORT),
        mysql.get(MySqlKeys.USER),
        mysql.get(MySqlKeys.PASSWORD),
        databases,
        mysqlTls(mysql.find(MySqlKeys.TLS), host),
        mysql.find(MySqlKeys.SERVER_ID).map(OptionalLong::of).orElse(OptionalLong.empty()),
        mysql.get(MySqlKeys.ON_TRUNCATE),
        mysql.get(MySqlKeys.CASCADES),
        heartbeat);
  }

  private MySqlTls mysqlTls(Optional<Fields> tls, String host) {
    return new MySqlTls(
        tls.flatMap(f -> f.find(MySqlKeys.MODE)).orElse(MySqlTls.Mode.leftOut(host)),
        tls.flatMap(f -> store(f, MySqlKeys.TRUSTSTORE, MySqlKeys.TRUSTSTORE_PASSWORD)),
        tls.flatMap(f -> store(f, MySqlKeys.KEYSTORE, MySqlKeys.KEYSTORE_PASSWORD)));
  }

  private SqlServerSource sqlServer(
      Fields server, List<String> databases, Optional<HeartbeatConfig> heartbeat) {
    String host = server.get(SourceKeys.HOST);
    return new SqlServerSource(
        host,
        server.get(SqlServerKeys.PORT),
        new SqlServerLogin(
            server.get(SqlServerKeys.LOGIN),
            server.get(SqlServerKeys.USER),
            server.get(SqlServerKeys.PASSWORD),
            server.find(SqlServerKeys.DOMAIN)),
        sqlServerTls(server.find(SqlServerKeys.TLS), host),
        server.get(SqlServerKeys.READ_ONLY_REPLICA),
        databases,
        heartbeat);
  }

  private SqlServerTls sqlServerTls(Optional<Fields> tls, String host) {
    return new SqlServerTls(
        tls.flatMap(f -> f.find(SqlServerKeys.MODE)).orElse(SqlServerTls.Mode.leftOut(host)),
        tls.flatMap(f -> store(f, SqlServerKeys.TRUSTSTORE, SqlServerKeys.TRUSTSTORE_PASSWORD)),
        tls.flatMap(f -> f.find(SqlServerKeys.HOST_NAME)));
  }

  private Optional<KeyStoreFile> store(Fields tls, Key<Path> file, Key<Secret> password) {
    return tls.find(file)
        .map(path -> new KeyStoreFile(directory.resolve(path).normalize(), tls.find(password)));
  }
}
