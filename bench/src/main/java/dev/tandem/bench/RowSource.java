/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.sql.SQLException;

/** A table that is filled by the numbers of its rows. */
interface RowSource {
  /** How many rows it is to have. */
  int count();

  /** Where rows are inserted in the caller's own time. */
  Session open() throws SQLException;

  /** A connection. */
  interface Session extends AutoCloseable {
    /** Inserts the rows of these numbers in one transaction. */
    void insert(int from, int to) throws SQLException;

    @Override
    void close() throws SQLException;
  }
}
