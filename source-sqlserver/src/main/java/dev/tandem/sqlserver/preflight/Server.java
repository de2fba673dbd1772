/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server under examination: what is asked of it, and what it answers. Where no SQLException is
 * declared, failures are {@link dev.tandem.model.error.TandemException}s.
 */
interface Server {

  CapturePlan plan();

  /** {@code host:port}. */
  String where();

  /** Who asks, as the server names logins. */
  String login();

  /** Whether it is a replica that can only be read. */
  boolean isReplica();

  /** The databases of the plan that let us in. */
  List<String> databases();

  /** The others, with the reason. */
  Map<String, SQLException> closed();

  /** The rows of a query within a database, each as text by column; NULL is empty. */
  List<Map<String, String>> rows(String database, String sql) throws SQLException;

  /** The captured tables of a database that exist and may be seen. */
  List<SourceTable> tables(String database);

  /** All tables of a database that may be seen, as it spells them. */
  List<TableId> spelled(String database);

  /** The columns of each unique index of a table. */
  List<List<String>> uniqueKeys(TableId table);

  /** The capture instances of a database where capture is enabled, the newest last. */
  List<CaptureInstance> instances(String database);

  /** Those of one table. */
  default List<CaptureInstance> instances(TableId table) {
    return instances(table.database()).stream()
        .filter(instance -> instance.table().equals(table))
        .toList();
  }

  /** The columns that the newest capture instance of a table lacks, and could have. */
  List<SourceColumn> uncaptured(TableId table);

  /** How long a database keeps changes; empty when the login may not know. */
  OptionalLong retentionMinutes(String database);

  /** Whether SQL Server Agent runs; empty when the login may not know. */
  Optional<Boolean> agentRuns();

  /** The one row of a query that always has one. */
  default Map<String, String> row(String database, String sql) throws SQLException {
    return rows(database, sql).stream().findFirst().orElse(Map.of());
  }
}
