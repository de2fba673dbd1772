/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the rows of a sink become visible to another session, in the same way whoever writes
 * them. It begins with the first rows that can be seen, which are not counted, since they were
 * written before; and ends with the last row of every partition, behind which there is nothing.
 */
final class Arrival implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final double SLOWEST = 500;

  private final Connection connection;
  private final PreparedStatement fresh;
  private final PreparedStatement last;
  private final int partitions;

  /**
   * Begins to watch.
   *
   * @param lastIds of the last row in each partition
   */
  Arrival(OrderDatabase database, String table, Change change, List<Long> lastIds)
      throws SQLException {
    this.connection = database.connect();
    this.partitions = lastIds.size();
    // New rows and new versions of rows lie behind the pages that a vacuumed table has.
    this.fresh =
        connection.prepareStatement(
            "SELECT count(*) FROM " + table + " WHERE ctid >= '(" + pages(table) + ",0)'::tid");
    this.last =
        connection.prepareStatement(
            "SELECT count(*) FROM " + table + " WHERE order_id = ANY (?) AND status = ?");
    last.setArray(1, connection.createArrayOf("bigint", lastIds.toArray()));
    last.setString(2, change == Change.INSERT ? "O" : "C");
  }

  private long pages(String table) throws SQLException {
    String sql = "SELECT pg_relation_size(?::regclass) / current_setting('block_size')::bigint";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      return number(statement);
    }
  }

  /**
   * Waits for all of them.
   *
   * @param rows how many there will be
   * @param sink the process that writes them
   * @param others what else takes part
   */
  Run measure(int rows, ChildJvm sink, List<Processes> others) throws SQLException {
    long seen = awaitFirst(sink);
    Stretch stretch =
        Stretch.begin(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(sink.processes()), others.stream())
                .toList());
    while (number(last) < partitions) {
      sink.requireAlive();
      if (stretch.seconds() > START_LIMIT.toSeconds() + rows / SLOWEST) {
        throw sink.failed("did not write all rows");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return stretch.end(rows - seen, sink.processes());
  }

  private long awaitFirst(ChildJvm sink) throws SQLException {
    long begun = System.nanoTime();
    long seen = number(fresh);
    while (seen == 0) {
      sink.requireAlive();
      if (System.nanoTime() - begun > START_LIMIT.toNanos()) {
        throw sink.failed("wrote nothing");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      seen = number(fresh);
    }
    return seen;
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
