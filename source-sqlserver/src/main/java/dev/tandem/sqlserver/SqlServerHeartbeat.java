/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.source.HeartbeatRow;
import dev.tandem.model.source.HeldConnection;
import dev.tandem.model.source.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The heartbeat's row in SQL Server. */
public final class SqlServerHeartbeat implements HeartbeatRow {
  private static final int PATIENCE_MILLIS = 15_000;
  private static final String WRITING = "SET LOCK_TIMEOUT 10000";

  private final SqlServerConnection server;
  private final TableId table;
  private final String pipeline;
  private final HeldConnection connection;

  /** Connects when it is first written. */
  public SqlServerHeartbeat(SqlServerConnection server, TableId table, String pipeline) {
    this.server = server;
    this.table = table;
    this.pipeline = pipeline;
    this.connection = new HeldConnection(server::open, SqlServerHeartbeat::limitWaiting);
  }

  private static void limitWaiting(Connection session) throws SQLException {
    session.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
    try (Statement settings = session.createStatement()) {
      settings.execute(WRITING);
    }
  }

  /** Nobody else writes the row, so there is no need of MERGE and its locks. */
  @Override
  public void write(Instant at) {
    LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    try {
      connection.ask(session -> update(session, time) > 0 ? 1 : insert(session, time));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private int update(Connection session, LocalDateTime time) throws SQLException {
    String beat = Sql.quote(Heartbeat.BEAT);
    String sql =
        "UPDATE "
            + Sql.quote(table)
            + " SET "
            + beat
            + " = "
            + beat
            + " + 1, "
            + Sql.quote(Heartbeat.WRITTEN_AT)
            + " = ? WHERE "
            + Sql.quote(Heartbeat.PIPELINE)
            + " = ?";
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setObject(1, time);
      statement.setString(2, pipeline);
      return statement.executeUpdate();
    }
  }

  private int insert(Connection session, LocalDateTime time) throws SQLException {
    String sql =
        "INSERT INTO "
            + Sql.quote(table)
            + " ("
            + Sql.quote(Heartbeat.PIPELINE)
            + ", "
            + Sql.quote(Heartbeat.BEAT)
            + ", "
            + Sql.quote(Heartbeat.WRITTEN_AT)
            + ") VALUES (?, 1, ?)";
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setString(1, pipeline);
      statement.setObject(2, time);
      return statement.executeUpdate();
    }
  }

  private TandemException failure(SQLException e) {
    return SqlServerFailure.of(e, "write the heartbeat to table " + table, server);
  }

  @Override
  public void close() {
    connection.close();
  }
}
