/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerLogin;
import dev.tandem.sqlserver.SqlServerTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A stand-in for SQL Server, an embedded Kafka, and captures between them. */
final class SqlServerRig extends KafkaRig {
  static final Duration SOON = Duration.ofSeconds(30);

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

  /** A database with a captured table that has large columns. */
  Db notes(String name) {
    Db db = database(name);
    db.table("notes")
        .column("id", "int")
        .column("title", "nvarchar(50)")
        .column("body", "nvarchar(max)")
        .column("scan", "varbinary(max)")
        .column("old", "ntext")
        .pk("id")
        .create();
    db.enableCdc("notes");
    return db;
  }

  List<JsonNode> changes(CaptureConfig config, TableId table) {
    return raw(config, table).stream().map(KafkaRig::json).toList();
  }

  List<JsonNode> awaitChanges(CaptureConfig config, TableId table, int count) {
    await().atMost(SOON).until(() -> raw(config, table).size() >= count);
    return changes(config, table);
  }

  /** The changes of one row: those of several lie in several partitions. */
  static List<JsonNode> of(List<JsonNode> changes, int id) {
    return changes.stream()
        .filter(
            change -> change.at("/after/id").asInt() == id || change.at("/before/id").asInt() == id)
        .toList();
  }

  static List<String> ops(List<JsonNode> changes) {
    return changes.stream().map(change -> change.path("op").asText()).toList();
  }

  @Override
  public void close() {
    super.close();
    server.close();
  }
}
