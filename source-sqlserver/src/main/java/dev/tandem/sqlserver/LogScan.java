/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether capture holds all that a database had committed before a time of the server's clock.
 *
 * <p>The change tables lag behind the log, so first the capture job must have read the log beyond
 * that time: either the newest commit that it has noted is later, or it began after that time to
 * look for changes and found none. What it had noted by then is all that was committed before, and
 * capture holds that when it has come as far as the last transaction of it.
 */
final class LogScan {
  private static final Logger LOG = LoggerFactory.getLogger(LogScan.class);

  /** The server notes times as DATETIME, which is rounded to a 300th of a second. */
  private static final Duration ROUNDING = Duration.ofMillis(4);

  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();

  /**
   * What the sessions have shown so far.
   *
   * @param end when the first session ended that ended later; it may have begun before
   */
  private record Waiting(LocalDateTime time, LocalDateTime end) {}

  /**
   * Whether all that was committed before a time is captured.
   *
   * @param captured the last commit that capture has published in full
   */
  boolean holds(Connection open, String database, Lsn captured, LocalDateTime time)
      throws SQLException {
    LocalDateTime later = time.plus(ROUNDING);
    if (!isNoted(open, database, later) && !isScanned(open, database, later)) {
      return false;
    }
    waiting.remove(database);
    return lastTransaction(open, database).map(last -> captured.compareTo(last) >= 0).orElse(true);
  }

  /**
   * Whether a commit of a later time is noted; one that lies ahead of the clock was noted before
   * the clock was set back.
   */
  private static boolean isNoted(Connection open, String database, LocalDateTime later)
      throws SQLException {
    String sql =
        "SELECT TOP (1) m.tran_end_time, SYSDATETIME() FROM "
            + Sql.quote(database)
            + ".cdc.lsn_time_mapping AS m ORDER BY m.start_lsn DESC";
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      LocalDateTime noted = row.next() ? row.getObject(1, LocalDateTime.class) : null;
      return noted != null
          && noted.isAfter(later)
          && !noted.minus(ROUNDING).isAfter(row.getObject(2, LocalDateTime.class));
    }
  }

  /** Whether a session that began later has ended and found nothing. */
  private boolean isScanned(Connection open, String database, LocalDateTime later)
      throws SQLException {
    if (forbidden.contains(database)) {
      return false;
    }
    try {
      return lastIdleSession(open, database).filter(it -> isProof(database, it, later)).isPresent();
    } catch (SQLException e) {
      if (SqlServerFailure.code(e) != SqlServerCode.DENIED) {
        throw e;
      }
      LOG.info(
          "The login lacks VIEW DATABASE STATE in {}: what is committed there counts as captured"
              + " only once a later transaction is, or the capture job's note of every few"
              + " minutes",
          database);
      forbidden.add(database);
      return false;
    }
  }

  /** Sessions follow each other, so the second one that ended later began later, too. */
  private boolean isProof(String database, Session session, LocalDateTime later) {
    if (session.start().isAfter(later)) {
      return true;
    } else if (!session.end().isAfter(later)) {
      return false;
    }
    @Nullable Waiting before = waiting.get(database);
    if (before == null || !before.time().equals(later)) {
      waiting.put(database, new Waiting(later, session.end()));
      return false;
    }
    return session.end().isAfter(before.end().plus(ROUNDING));
  }

  /** Sessions one after the other that found nothing are one row, which ends with the last. */
  private record Session(LocalDateTime start, LocalDateTime end) {}

  private static Optional<Session> lastIdleSession(Connection open, String database)
      throws SQLException {
    String sql =
        "SELECT TOP (1) s.start_time, s.end_time FROM "
            + Sql.quote(database)
            + ".sys.dm_cdc_log_scan_sessions AS s WHERE s.session_id > 0"
            + " AND s.end_time IS NOT NULL AND (s.tran_count = 0 OR s.empty_scan_count > 0)"
            + " ORDER BY s.session_id DESC";
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next()
          ? Optional.of(
              new Session(
                  row.getObject(1, LocalDateTime.class), row.getObject(2, LocalDateTime.class)))
          : Optional.empty();
    }
  }

  /** Empty when the change tables have none. */
  private static Optional<Lsn> lastTransaction(Connection open, String database)
      throws SQLException {
    String sql =
        "SELECT TOP (1) m.start_lsn FROM "
            + Sql.quote(database)
            + ".cdc.lsn_time_mapping AS m WHERE m.tran_id <> 0x00 ORDER BY m.start_lsn DESC";
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.of(Lsn.of(row.getBytes(1))) : Optional.empty();
    }
  }
}
