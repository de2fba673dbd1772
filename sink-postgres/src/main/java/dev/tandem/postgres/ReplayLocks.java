/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The positions of a sink as a replay beside it treats them: it locks them, so that no row of the
 * lane is written or deleted meanwhile, and moves none. Without the lock an old row could be
 * inserted in the very moment in which the sink deletes it, and stay (invariant 4).
 */
final class ReplayLocks implements LanePositions {
  /** What a sink that comes later finds is what it would have made itself. */
  private static final String PLACE =
      """
      INSERT INTO tandem.sink_position (sink, topic, partition, topic_id, epoch, owner, next_offset, updated_at)
      VALUES (?, ?, ?, ?, 0, 'nobody', 0, now())
      ON CONFLICT (sink, topic, partition) DO NOTHING
      """;

  private static final String LOCK =
      "SELECT 1 FROM tandem.sink_position WHERE sink = ? AND topic = ? AND partition = ? FOR UPDATE";

  private final String sink;

  /** Locks beside that sink. */
  ReplayLocks(String sink) {
    this.sink = sink;
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PLACE)) {
      for (Lane lane : sorted(lanes)) {
        statement.setString(1, sink);
        statement.setString(2, lane.topic());
        statement.setInt(3, lane.partition());
        statement.setString(4, lane.topicId());
        statement.executeUpdate();
      }
    }
    return Map.of();
  }

  /** A replay notes its progress elsewhere, so every batch waits for the disk. */
  @Override
  public boolean arePlaced(Batch batch) {
    return false;
  }

  @Override
  public boolean advance(Batch batch, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      for (Lane lane : batch.progress().keySet()) { // in the order in which all others lock
        statement.setString(1, sink);
        statement.setString(2, lane.topic());
        statement.setInt(3, lane.partition());
        statement.execute();
      }
    }
    return true;
  }

  private static SortedSet<Lane> sorted(Collection<Lane> lanes) {
    return new TreeSet<>(lanes);
  }
}
