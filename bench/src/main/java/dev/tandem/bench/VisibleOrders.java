/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.LongStream;

/** What a session of the target can see of the orders. */
final class VisibleOrders implements Sightings.Target, AutoCloseable {
  private final PreparedStatement newRows;

  /**
   * To be closed before the session.
   *
   * @param table or view that they come to
   */
  VisibleOrders(Connection session, String table) throws SQLException {
    this.newRows =
        session.prepareStatement("SELECT order_id FROM " + table + " WHERE order_id > ?");
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
