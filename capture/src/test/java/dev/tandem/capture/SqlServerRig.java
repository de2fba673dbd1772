/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerLogin;
import dev.tandem.sqlserver.SqlServerTls;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A stand-in for SQL Server, an embedded Kafka, and captures between them. */
final class SqlServerRig extends KafkaRig {
  final SqlServerDouble server = SqlServerDouble.start();

  SqlServerRig(Path folder) {
    super(folder);
  }

  Db database(String name) {
    return server.database(name);
  }

  SqlServerConnection connection() {
    return new SqlServerConnection(
        server.host(),
        server.port(),
        SqlServerLogin.sql(server.user(), server.password()),
        SqlServerTls.DISABLED,
        false);
  }

  static TableId table(String database, String table) {
    return new TableId(database, "dbo", table);
  }

  CaptureConfig config(String pipeline, TableId... tables) {
    List<String> databases = Arrays.stream(tables).map(TableId::database).distinct().toList();
    return config(SourceEngine.sqlServer(connection(), databases), pipeline, tables);
  }

  @Override
  public void close() {
    super.close();
    server.close();
  }
}
