/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches rows become visible to another session, in the same way whoever writes them. It begins
 * with the first rows that can be seen, which are not counted, since they were written before; and
 * ends with the last row of every partition, behind which there is nothing.
 */
final class Arrival implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final double SLOWEST = 500;

  /** So many that each partition has some of them. */
  private static final int LAST = 64;

  private final Connection connection;
  private final PreparedStatement fresh;
  private final PreparedStatement last;
  private final int partitions;
  private @Nullable PreparedStatement all;

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

  /** Begins to watch an empty table that gets all rows, about in the order of their numbers. */
  static Arrival ofAll(OrderDatabase database, String table, OrderRows rows) throws SQLException {
    List<Long> lastIds =
        IntStream.range(Math.max(0, rows.count() - LAST), rows.count())
            .mapToObj(number -> rows.row(number, Change.INSERT).id())
            .toList();
    Arrival arrival = new Arrival(database, table, Change.INSERT, lastIds);
    arrival.planEachTime();
    arrival.all = arrival.connection.prepareStatement("SELECT count(*) FROM " + table);
    return arrival;
  }

  /** A plan that was made while the table was small reads all of it, each time. */
  private void planEachTime() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET plan_cache_mode = force_custom_plan");
    }
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
  Run measure(int rows, ChildProcess sink, List<Processes> others) throws SQLException {
    long seen = awaitFirst(sink);
    Stretch stretch = Stretch.begin(sink, others);
    if (seen == rows) {
      throw new IllegalStateException("all rows came at once, too few to be measured: take more");
    }
    while (!isComplete(rows)) {
      sink.requireAlive();
      if (stretch.seconds() > START_LIMIT.toSeconds() + rows / SLOWEST) {
        throw sink.failed("did not write all rows");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return stretch.end(rows - seen, sink.processes());
  }

  /** The rows are counted only when the last ones are there, since that takes the server long. */
  private boolean isComplete(int rows) throws SQLException {
    return number(last) == partitions && (all == null || number(all) == rows);
  }

  private long awaitFirst(ChildProcess sink) throws SQLException {
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
