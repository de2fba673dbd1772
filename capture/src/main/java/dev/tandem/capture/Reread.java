/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import dev.tandem.sqlserver.ChangeTables;
import dev.tandem.sqlserver.Lsn;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads again the rows that changed while a new column of theirs was not captured. */
final class Reread {
  private static final Logger LOG = LoggerFactory.getLogger(Reread.class);

  private final SqlServerConnection server;
  private final SourceAccess source;
  private final CaptureConfig config;

  Reread(SqlServerConnection server, SourceAccess source, CaptureConfig config) {
    this.server = server;
    this.source = source;
    this.config = config;
  }

  /** The rows as they are now; those that are gone since are told by the log. */
  List<SourceRow> rows(SecondInstances.Pair instances) {
    SourceTable table = config.keyed(source.table(instances.newer().table()));
    List<String> key = table.key();
    List<List<Value>> keys = keys(instances, table, key);
    LOG.info(
        "{} has a second capture instance, {}: reading again {} rows that changed before it was there",
        table.id(),
        instances.newer().name(),
        keys.size());
    return keys.isEmpty() ? List.of() : source.find(table, key, new HashSet<>(keys));
  }

  private List<List<Value>> keys(
      SecondInstances.Pair instances, SourceTable table, List<String> key) {
    try (Connection open = server.open()) {
      ChangeTables changes = new ChangeTables(open, server, table.id().database());
      Lsn altered = changes.alteredAt(table.id()).orElse(instances.older().start());
      return changes.keysChanged(instances.older(), altered, instances.newer().start(), table, key);
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, "close a connection", server);
    }
  }
}
