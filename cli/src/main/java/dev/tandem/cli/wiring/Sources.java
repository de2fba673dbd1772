/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.SourceEngine;
import dev.tandem.config.KeyStoreFile;
import dev.tandem.config.MySqlSource;
import dev.tandem.config.Secret;
import dev.tandem.config.SourceConfig;
import dev.tandem.model.preflight.Source;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;

/** Makes a source of what the file says of it, for whoever reads it and for capture. */
final class Sources {
  private Sources() {}

  static Source of(SourceConfig config) {
    MySqlSource source = (MySqlSource) config;
    return new dev.tandem.mysql.preflight.MySqlSource(connection(source), source.serverId());
  }

  /** What captures it. */
  static SourceEngine engine(SourceConfig config) {
    MySqlSource source = (MySqlSource) config;
    return SourceEngine.mysql(connection(source), source.serverId(), source.onTruncate());
  }

  private static MySqlConnection connection(MySqlSource source) {
    return new MySqlConnection(
        source.host(),
        source.port(),
        source.user(),
        source.password().value(),
        new MySqlTls(
            MySqlTls.Mode.valueOf(source.tls().mode().name()),
            source.tls().truststore().map(Sources::store),
            source.tls().keystore().map(Sources::store)));
  }

  private static MySqlTls.Store store(KeyStoreFile store) {
    return new MySqlTls.Store(store.file(), store.password().map(Secret::value));
  }
}
