/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A COPY in binary format, as PostgreSQL documents it under {@code COPY}. */
final class BinaryCopy implements AutoCloseable {
  private static final int CHUNK = 64 << 10;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int FLAGS = 0;
  private static final int EXTENSION = 0;
  private static final int END = -1;

  private final CopyIn copy;
  private final PgBytes out = new PgBytes(2 * CHUNK);

  private BinaryCopy(CopyIn copy) {
    this.copy = copy;
    out.raw(SIGNATURE).int32(FLAGS).int32(EXTENSION);
  }

  /** The statement that {@link #begin} takes, for columns by their quoted names. */
  static String sql(String table, List<String> columns) {
    return columns.stream()
        .collect(Collectors.joining(", ", "COPY " + table + " (", ") FROM STDIN (FORMAT binary)"));
  }

  static BinaryCopy begin(String sql, Connection session) throws SQLException {
    return new BinaryCopy(session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
  }

  /** Where the fields of the next row go, each by {@link PgType#writeField}. */
  PgBytes row(int fields) throws SQLException {
    if (out.length() >= CHUNK) {
      flush();
    }
    return out.int16(fields);
  }

  /** Ends it after the last row. */
  void end() throws SQLException {
    out.int16(END);
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(out.buffer(), 0, out.length());
    out.clear();
  }

  /** Takes all rows back if it has not ended. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
