/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The server's clock, by whose zone the times in its catalogue are written. */
final class ServerClock {
  private ServerClock() {}

  static Instant now(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery("SELECT SYSUTCDATETIME()")) {
      row.next();
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }

  /** How far its zone is ahead of UTC now; the times themselves do not say how far it was then. */
  static Duration offset(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery("SELECT DATEPART(TZOFFSET, SYSDATETIMEOFFSET())")) {
      row.next();
      return Duration.ofMinutes(row.getInt(1));
    }
  }

  static Instant instant(LocalDateTime local, Duration offset) {
    return local.toInstant(ZoneOffset.UTC).minus(offset);
  }
}
