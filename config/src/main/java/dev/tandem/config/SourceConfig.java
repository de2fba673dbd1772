/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The server that is captured. */
public sealed interface SourceConfig permits MySqlSource, SqlServerSource {

  /** The databases captured, in the file's order, at least one. */
  List<String> databases();

  /** The row that is written there to see how old each target is; empty to write nothing. */
  Optional<HeartbeatConfig> heartbeat();

  /** What one makes of it, whichever product it is. */
  <R> R match(Function<MySqlSource, R> mysql, Function<SqlServerSource, R> sqlServer);
}
