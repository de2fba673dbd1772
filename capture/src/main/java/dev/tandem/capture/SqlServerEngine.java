/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.HeartbeatRow;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.DatabaseFacts;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import dev.tandem.sqlserver.SqlServerHeartbeat;
import dev.tandem.sqlserver.SqlServerReader;
import dev.tandem.wire.report.ProcessMeter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;

/** Captures the change tables of SQL Server, each database of which has a log of its own. */
final class SqlServerEngine extends SourceEngine {
  private final SqlServerConnection server;
  private final List<String> databases;

  SqlServerEngine(SqlServerConnection server, List<String> databases) {
    this.server = server;
    this.databases = List.copyOf(databases);
  }

  @Override
  SourceKind kind() {
    return SourceKind.SQL_SERVER;
  }

  @Override
  SourceAccess reader() {
    return new SqlServerReader(server, databases);
  }

  @Override
  Properties settings(CaptureConfig config, List<SourceTable> tables, SourceFacts facts) {
    return SqlServerSettings.of(server, captured(config), tables, facts.snapshots());
  }

  /** Those that a table is captured of, in the order of the configuration. */
  private List<String> captured(CaptureConfig config) {
    Set<String> used = config.tables().stream().map(TableId::database).collect(Collectors.toSet());
    return databases.stream().filter(used::contains).toList();
  }

  /** Any unique index will do for it, of columns that may be NULL, too (Debezium 3.6.1). */
  @Override
  boolean mistakesKeys() {
    return true;
  }

  @Override
  SqlServerCode denied() {
    return SqlServerCode.DENIED;
  }

  @Override
  Optional<TandemException> passing(SQLException failure) {
    return SqlServerFailure.passes(failure) || SqlServerFailure.code(failure) == denied()
        ? Optional.of(SqlServerFailure.of(failure, "be captured", server))
        : Optional.empty();
  }

  @Override
  SourceFacts facts() {
    DatabaseFacts facts = DatabaseFacts.read(server);
    return new SourceFacts(facts.identity(databases), facts.allowSnapshots(databases));
  }

  @Override
  void checkContinues(CaptureConfig config, SourceOffsets.Offset offset) {
    try (ChangeWatch watch = new ChangeWatch(server, config.tables(), new ProcessMeter())) {
      watch.checkContinues(offset);
    }
  }

  @Override
  List<String> unread(SourceOffsets offsets, List<String> captured) {
    Set<String> read =
        offsets.all().stream()
            .filter(offset -> !offset.inSnapshot())
            .map(SourceOffsets.Offset::database)
            .collect(Collectors.toSet());
    return captured.stream().filter(database -> !read.contains(database)).toList();
  }

  /** The connector's own offset may lie behind the end of the log that capture found. */
  @Override
  boolean isWithin(Map<String, ?> heartbeat, Map<String, ?> published) {
    return commit(heartbeat).compareTo(commit(published)) <= 0;
  }

  /** Spelled so that the order of text is that of the log. */
  private static String commit(Map<String, ?> offset) {
    return String.valueOf(offset.get("commit_lsn"));
  }

  @Override
  TableId table(Struct source) {
    return new TableId(
        source.getString("db"), source.getString("schema"), source.getString("table"));
  }

  @Override
  String place(Struct source) {
    return source.getString("commit_lsn") + "/" + source.getString("change_lsn");
  }

  /** Never asked: the server refuses to truncate a table whose changes are captured. */
  @Override
  OnTruncate onTruncate() {
    return OnTruncate.STOP;
  }

  @Override
  SourceSession session(CaptureConfig config, CaptureMeter meter) {
    return new SqlServerSession(this, server, config, meter.work());
  }

  @Override
  HeartbeatRow heartbeat(TableId table, String pipeline) {
    return new SqlServerHeartbeat(server, table, pipeline);
  }

  @Override
  OptionalLong estimatedRows(TableId table) {
    return OptionalLong.empty();
  }
}
