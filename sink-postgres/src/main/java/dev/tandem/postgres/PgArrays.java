/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.type.Value;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/**
 * Binds columns of a batch as arrays in PostgreSQL's binary format ({@code array_recv} in its
 * source), which spares both sides the escapes and the parsing of text.
 */
final class PgArrays {
  private static final int ONE_DIMENSION = 1;
  private static final int FIRST_INDEX = 1;
  private static final int HAS_NULLS_AT = 4;

  private final PreparedStatement statement;
  private final PgBytes bytes = new PgBytes(64 << 10);
  private int parameter;

  PgArrays(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Binds the next parameter. */
  <T> void bind(PgType type, List<T> rows, Function<T, Value> value) throws SQLException {
    bytes.clear();
    bytes.int32(ONE_DIMENSION).int32(0).int32(type.oid()).int32(rows.size()).int32(FIRST_INDEX);
    boolean nulls = false;
    for (T row : rows) {
      Value item = value.apply(row);
      nulls |= item.isNull();
      type.writeField(item, bytes);
    }
    bytes.setInt32(HAS_NULLS_AT, nulls ? 1 : 0);
    BaseConnection session = statement.getConnection().unwrap(BaseConnection.class);
    statement.setArray(++parameter, new PgArray(session, type.arrayOid(), bytes.copy()));
  }

  /** Binds the next parameter. */
  void bind(String text) throws SQLException {
    statement.setString(++parameter, text);
  }
}
