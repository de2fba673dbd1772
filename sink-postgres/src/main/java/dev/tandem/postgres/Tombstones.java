/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets go of tombstones once no topic can hold a change older than they are. */
final class Tombstones {
  private static final Duration PERIOD = Duration.ofHours(1);

  /** So that no batch waits long for it. */
  private static final int MOST = 10_000;

  private static final String PURGE =
      """
      DELETE FROM tandem.tombstone WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM tandem.tombstone WHERE deleted_at < now() - ? * interval '1 second'
        LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private final Duration retention;
  private final Clock clock;
  private Instant next = Instant.MIN;

  Tombstones(Duration retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  /** Purges some, if it is time to, in the caller's transaction. */
  void purge(Connection session) throws SQLException {
    if (clock.instant().isBefore(next)) {
      return;
    }
    try (PreparedStatement statement = session.prepareStatement(PURGE)) {
      statement.setLong(1, retention.toSeconds());
      statement.setInt(2, MOST);
      if (statement.executeUpdate() < MOST) {
        next = clock.instant().plus(PERIOD);
      }
    }
  }
}
