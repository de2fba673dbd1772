/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.LongStream;

/** What a session of the target can see of the orders. */
final class VisibleOrders implements Sightings.Target, AutoCloseable {
  private static final String NEW_ROWS = "SELECT order_id FROM sales.orders WHERE order_id > ?";

  private final PreparedStatement newRows;

  /** To be closed before the session. */
  VisibleOrders(Connection session) throws SQLException {
    this.newRows = session.prepareStatement(NEW_ROWS);
  }

  @Override
  public long[] above(long id) throws SQLException {
    newRows.setLong(1, id);
    LongStream.Builder ids = LongStream.builder();
    try (ResultSet row = newRows.executeQuery()) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids.build().toArray();
  }

  @Override
  public void close() throws SQLException {
    newRows.close();
  }
}
