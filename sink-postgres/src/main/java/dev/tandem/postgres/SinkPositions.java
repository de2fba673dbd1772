/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.fault.Safeguard;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.LaneLost;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How far each lane has come, kept in the transaction of the rows themselves (design decision D7),
 * with an epoch that shuts out whoever wrote the lane before. The row is locked first in every
 * batch, so that writers of a lane, live or replaying, follow one another. A lane that is new here
 * begins at offset 0, wherever its group has been: the database may have been emptied. Only a
 * person sets a position to NULL, for which the group's stands once.
 */
final class SinkPositions implements LanePositions {
  private static final String CLAIM =
      """
      INSERT INTO tandem.sink_position AS p
        (sink, topic, partition, topic_id, epoch, owner, next_offset, updated_at)
      VALUES (?, ?, ?, ?, 1, ?, 0, now())
      ON CONFLICT (sink, topic, partition)
        DO UPDATE SET epoch = p.epoch + 1, owner = EXCLUDED.owner, updated_at = now()
      RETURNING epoch, next_offset, topic_id
      """;

  private static final String ADVANCE =
      """
      UPDATE tandem.sink_position p SET next_offset = v.upto, updated_at = now()
      FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[])
        AS v(topic, partition, epoch, since, upto)
      WHERE p.sink = ? AND p.topic = v.topic AND p.partition = v.partition
      """;

  private static final String FENCE =
      " AND p.epoch = v.epoch AND (p.next_offset IS NULL OR p.next_offset = v.since)";

  private static final String READ =
      "SELECT epoch, next_offset, owner FROM tandem.sink_position WHERE sink = ? AND topic = ? AND partition = ?";

  private final String sink;
  private final String owner;
  private final Map<Lane, Long> epochs = new HashMap<>();

  /** Whose position was NULL: until it is on the disk, nothing tells that a crash took a batch. */
  private final Set<Lane> unplaced = new HashSet<>();

  SinkPositions(String sink, String owner) {
    this.sink = sink;
    this.owner = owner;
  }

  /** Raises the epoch of each lane. */
  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes, Connection connection) throws SQLException {
    Map<Lane, Long> offsets = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      for (Lane lane :
          new TreeSet<>(lanes)) { // in one order everywhere, so that claims cannot deadlock
        statement.setString(1, sink);
        statement.setString(2, lane.topic());
        statement.setInt(3, lane.partition());
        statement.setString(4, lane.topicId());
        statement.setString(5, owner);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          checkTopic(lane, row.getString(3));
          epochs.put(lane, row.getLong(1));
          long next = row.getLong(2);
          if (row.wasNull()) {
            unplaced.add(lane);
          } else {
            unplaced.remove(lane);
            offsets.put(lane, next);
          }
        }
      }
    }
    return offsets;
  }

  private static void checkTopic(Lane lane, String recorded) {
    if (!recorded.equals(lane.topicId())) {
      throw new TandemException(
          PostgresCode.TOPIC_REPLACED,
          "topic "
              + lane.topic()
              + " was deleted and created again since this sink last read it. "
              + PostgresCode.TOPIC_REPLACED.remedy());
    }
  }

  /** Whether all its lanes have positions. */
  @Override
  public boolean arePlaced(Batch batch) {
    return Collections.disjoint(unplaced, batch.progress().keySet());
  }

  /**
   * Moves every lane of a batch from where it must be to where the batch ends.
   *
   * @return false when they stand there already: an earlier try was committed, though its answer
   *     was lost
   * @throws LaneLost when another writer has claimed one of them
   */
  @Override
  public boolean advance(Batch batch, Connection connection) throws SQLException {
    String sql = Safeguard.EPOCH_FENCE.on() ? ADVANCE + FENCE : ADVANCE;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, array(connection, "text", batch, Lane::topic));
      statement.setArray(2, array(connection, "integer", batch, Lane::partition));
      statement.setArray(
          3, array(connection, "bigint", batch, lane -> epochs.getOrDefault(lane, -1L)));
      statement.setArray(4, array(connection, "bigint", batch, lane -> span(batch, lane).from()));
      statement.setArray(5, array(connection, "bigint", batch, lane -> span(batch, lane).to()));
      statement.setString(6, sink);
      if (statement.executeUpdate() == batch.progress().size()) {
        return true;
      }
    }
    for (Lane lane : batch.progress().keySet()) {
      checkDone(lane, span(batch, lane), connection);
    }
    return false;
  }

  private void checkDone(Lane lane, Batch.Span span, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, sink);
      statement.setString(2, lane.topic());
      statement.setInt(3, lane.partition());
      try (ResultSet row = statement.executeQuery()) {
        boolean mine = row.next() && row.getLong(1) == epochs.getOrDefault(lane, -1L);
        if (!mine || row.getLong(2) != span.to()) {
          throw new LaneLost(
              PostgresCode.FENCED,
              lane
                  + (mine ? wentBack(row.getLong(2)) : " was taken over by " + owner(row))
                  + " while offsets "
                  + span.from()
                  + " to "
                  + span.to()
                  + " were being written; nothing of them was.");
        }
      }
    }
  }

  /** With the rows: the server had not yet written them to its disk when it crashed. */
  private static String wentBack(long position) {
    return " is at offset " + position + " of the target, which may have crashed,";
  }

  private static String owner(ResultSet row) throws SQLException {
    return row.isAfterLast() || row.getString(3) == null ? "nobody" : row.getString(3);
  }

  private static Batch.Span span(Batch batch, Lane lane) {
    Batch.Span span = batch.progress().get(lane);
    if (span == null) {
      throw new IllegalArgumentException(lane + " is not in the batch");
    }
    return span;
  }

  private static Array array(
      Connection connection, String type, Batch batch, Function<Lane, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, batch.progress().keySet().stream().map(value).toArray());
  }
}
