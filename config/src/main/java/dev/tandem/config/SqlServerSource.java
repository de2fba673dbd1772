/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A SQL Server to capture.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param readOnlyReplica whether it is a secondary replica of an availability group
 * @param databases those captured, in the file's order, at least one
 * @param heartbeat empty to write nothing there
 */
public record SqlServerSource(
    String host,
    int port,
    SqlServerLogin login,
    SqlServerTls tls,
    boolean readOnlyReplica,
    List<String> databases,
    Optional<HeartbeatConfig> heartbeat)
    implements SourceConfig {

  /** Copies the list. */
  public SqlServerSource {
    databases = List.copyOf(databases);
  }

  @Override
  public <R> R match(Function<MySqlSource, R> mysql, Function<SqlServerSource, R> sqlServer) {
    return sqlServer.apply(this);
  }
}
