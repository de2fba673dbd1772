/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

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
import java.time.format.DateTimeFormatter;

/** The heartbeat's row in MySQL. */
public final class MySqlHeartbeat implements HeartbeatRow {
  private static final int PATIENCE_MILLIS = 15_000;
  private static final String WRITING =
      "SET SESSION transaction_read_only = OFF, lock_wait_timeout = 10, innodb_lock_wait_timeout = 10";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final MySqlConnection server;
  private final TableId table;
  private final String pipeline;
  private final HeldConnection connection;

  /** Connects when it is first written. */
  public MySqlHeartbeat(MySqlConnection server, TableId table, String pipeline) {
    this.server = server;
    this.table = table;
    this.pipeline = pipeline;
    this.connection = new HeldConnection(server::open, MySqlHeartbeat::allowWriting);
  }

  /**
   * The statement; preflight asks the server whether it may be run.
   *
   * @param name of the pipeline, as a parameter or a literal
   * @param time as a parameter or a literal
   */
  public static String statement(TableId table, String name, String time) {
    String beat = Sql.quote(Heartbeat.BEAT);
    String writtenAt = Sql.quote(Heartbeat.WRITTEN_AT);
    return "INSERT INTO "
        + Sql.quote(table)
        + " ("
        + Sql.quote(Heartbeat.PIPELINE)
        + ", "
        + beat
        + ", "
        + writtenAt
        + ") VALUES ("
        + name
        + ", 1, "
        + time
        + ") ON DUPLICATE KEY UPDATE "
        + beat
        + " = "
        + beat
        + " + 1, "
        + writtenAt
        + " = VALUES("
        + writtenAt
        + ")";
  }

  /** A session of this connection may write from now on, and waits for locks for some seconds. */
  public static void allowWriting(Connection session) throws SQLException {
    session.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
    try (Statement settings = session.createStatement()) {
      settings.execute(WRITING);
    }
  }

  @Override
  public void write(Instant at) {
    try {
      connection.ask(
          session -> {
            try (PreparedStatement statement =
                session.prepareStatement(statement(table, "?", "?"))) {
              statement.setString(1, pipeline);
              statement.setString(2, MICROS.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
              return statement.executeUpdate();
            }
          });
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private TandemException failure(SQLException e) {
    return MySqlFailure.of(e, "write the heartbeat to table " + table, server);
  }

  @Override
  public void close() {
    connection.close();
  }
}
