/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.OnTruncate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A MySQL server to capture.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param databases those captured, in the file's order, at least one
 * @param serverId the reader's identity among the replicas; empty to let capture choose
 * @param onTruncate what becomes of a table that is truncated
 * @param onCascade what is done about rows that foreign keys change
 * @param heartbeat empty to write nothing there
 */
public record MySqlSource(
    String host,
    int port,
    String user,
    Secret password,
    List<String> databases,
    MySqlTls tls,
    OptionalLong serverId,
    OnTruncate onTruncate,
    OnCascade onCascade,
    Optional<HeartbeatConfig> heartbeat)
    implements SourceConfig {

  /** Copies the list. */
  public MySqlSource {
    databases = List.copyOf(databases);
  }

  @Override
  public <R> R match(Function<MySqlSource, R> mysql, Function<SqlServerSource, R> sqlServer) {
    return mysql.apply(this);
  }
}
