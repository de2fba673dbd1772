/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sinks that were frozen, or cut off from the network, in the middle of a COPY. No timeout of the
 * server's ends them while it waits for the rest, and all that time they hold their lanes' rows.
 */
final class CutOffWriters {
  private static final String END =
      """
      SELECT count(*) FROM (
        SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
        WHERE a.usename = current_user AND a.application_name = ? AND a.pid <> pg_backend_pid()
          AND a.state = 'active' AND a.wait_event = 'ClientRead'
          AND a.query_start < now() - ?::interval
          AND EXISTS (
            SELECT 1 FROM pg_locks l
            WHERE l.pid = a.pid AND l.granted AND l.relation = 'tandem.sink_position'::regclass)
      ) ended
      """;

  private CutOffWriters() {}

  /** Ends their sessions, which need be of the same role; returns how many there were. */
  static int end(Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(END)) {
      statement.setString(1, PostgresConnection.WRITER);
      statement.setString(2, PostgresConnection.IDLE_IN_TRANSACTION);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
