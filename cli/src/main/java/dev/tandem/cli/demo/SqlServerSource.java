/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import dev.tandem.lending.LendingSchema;
import dev.tandem.lending.LendingServer;
import dev.tandem.lending.table.Tables;
import dev.tandem.model.source.SourceKind;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.simulated.store.Lsn;
import org.jspecify.annotations.Nullable;

/** A stand-in for SQL Server inside this JVM. */
final class SqlServerSource implements SourceServer {
  private final SqlServerDouble server = SqlServerDouble.start();
  private @Nullable Lsn captured;

  @Override
  public SourceKind product() {
    return SourceKind.SQL_SERVER;
  }

  SqlServerDouble server() {
    return server;
  }

  private Db database() {
    return server.database(LendingSchema.DATABASE);
  }

  @Override
  public LendingServer lending() {
    return new LendingServer(
        product(), server.host(), server.port(), server.user(), server.password());
  }

  @Override
  public void createTables() {
    database().createTables(LendingSchema.sqlServerDdl());
  }

  @Override
  public void enableCapture() {
    Tables.ALL.forEach(table -> database().enableCdc(table.name()));
    database().enableCdc(LendingSchema.HEARTBEAT);
  }

  /** What was there at the call before this one; else the change tables would fill the memory. */
  @Override
  public void forgetOldChanges() {
    if (captured != null) {
      database().cleanup(captured);
    }
    captured = database().maxLsn();
  }

  @Override
  public String connection() {
    return "SQL Server  its stand-in: sqlcmd -S "
        + server.host()
        + ","
        + server.port()
        + " -U "
        + server.user()
        + " -P "
        + server.password()
        + " -d "
        + LendingSchema.DATABASE
        + " (a small part of T-SQL)";
  }

  @Override
  public void close() {
    server.close();
  }
}
