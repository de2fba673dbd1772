/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.HeartbeatRow;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlFailure;
import dev.tandem.mysql.MySqlHeartbeat;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.mysql.MySqlServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.connect.data.Struct;

/** Captures MySQL's binary log, whose place is a set of GTIDs. */
final class MySqlEngine extends SourceEngine {
  private static final int FIRST_SERVER_ID = 100_000_000;
  private static final int SERVER_IDS = 1_000_000_000;

  private final MySqlConnection server;
  private final OptionalLong serverId;
  private final OnTruncate onTruncate;

  MySqlEngine(MySqlConnection server, OptionalLong serverId, OnTruncate onTruncate) {
    this.server = server;
    this.serverId = serverId;
    this.onTruncate = onTruncate;
  }

  @Override
  SourceKind kind() {
    return SourceKind.MYSQL;
  }

  @Override
  SourceAccess reader() {
    return new MySqlReader(server);
  }

  @Override
  Properties settings(CaptureConfig config, List<SourceTable> tables, SourceFacts facts) {
    return MySqlSettings.of(server, replicaId(config.topics().pipeline()), tables);
  }

  /**
   * Two captures with one id throw each other out for ever, so it follows from the pipeline's name.
   */
  private long replicaId(String pipeline) {
    return serverId.orElse(FIRST_SERVER_ID + Math.floorMod(pipeline.hashCode(), SERVER_IDS));
  }

  @Override
  boolean mistakesKeys() {
    return false;
  }

  @Override
  MySqlCode denied() {
    return MySqlCode.DENIED;
  }

  @Override
  Optional<TandemException> passing(SQLException failure) {
    return MySqlFailure.passes(failure) || MySqlFailure.code(failure) == denied()
        ? Optional.of(MySqlFailure.of(failure, "be captured", server))
        : Optional.empty();
  }

  @Override
  SourceFacts facts() {
    try (MySqlReader reader = new MySqlReader(server)) {
      return new SourceFacts(reader.server().uuid(), true);
    }
  }

  @Override
  void checkContinues(CaptureConfig config, SourceOffsets.Offset offset) {
    SourcePosition captured = new SourcePosition(offset.text("gtids"));
    try (MySqlReader reader = new MySqlReader(server)) {
      MySqlServer now = reader.server();
      if (!reader.contains(now.executed(), captured)) {
        throw new TandemException(
            CaptureCode.IDENTITY,
            "server "
                + now.uuid()
                + " has executed "
                + now.executed().text()
                + ", but capture has already read "
                + captured.text()
                + ". "
                + CaptureCode.IDENTITY.remedy());
      }
      if (!reader.contains(captured, now.purged())) {
        throw new TandemException(
            CaptureCode.LOG_GONE,
            "server "
                + now.uuid()
                + " has purged "
                + now.purged().text()
                + " from its log, but capture has only read "
                + captured.text()
                + ". "
                + CaptureCode.LOG_GONE.remedy());
      }
    }
  }

  /** The server has one log for all of its databases. */
  @Override
  List<String> unread(SourceOffsets offsets, List<String> databases) {
    boolean isRead = offsets.all().stream().anyMatch(offset -> !offset.inSnapshot());
    return isRead ? List.of() : databases;
  }

  /** Both come after the same whole transactions of the log: then a change says more. */
  @Override
  boolean isWithin(Map<String, ?> heartbeat, Map<String, ?> published) {
    return Objects.equals(heartbeat.get("gtids"), published.get("gtids"));
  }

  @Override
  TableId table(Struct source) {
    return TableId.of(source.getString("db"), source.getString("table"));
  }

  @Override
  String place(Struct source) {
    return source.getString("file") + ":" + source.getInt64("pos");
  }

  @Override
  OnTruncate onTruncate() {
    return onTruncate;
  }

  /** The log holds whole rows, and its place moves on by itself. */
  @Override
  SourceSession session(CaptureConfig config, CaptureMeter meter) {
    return new MySqlSession(server, meter.work());
  }

  @Override
  HeartbeatRow heartbeat(TableId table, String pipeline) {
    return new MySqlHeartbeat(server, table, pipeline);
  }

  @Override
  OptionalLong estimatedRows(TableId table) {
    try (MySqlReader reader = new MySqlReader(server)) {
      return reader.estimatedRows(table);
    }
  }
}
