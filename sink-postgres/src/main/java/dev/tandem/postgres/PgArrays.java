/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.type.Value;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/**
 * The columns of a batch as arrays in PostgreSQL's binary format ({@code array_recv} in its
 * source), which spares both sides the escapes and the parsing of text. They are filled row by row:
 * a batch is larger than the caches that a pass for each column would go through.
 */
final class PgArrays<T extends EntityChange> {
  private final List<SentColumn<T>> columns;
  private final PgArrayBytes[] arrays;

  private PgArrays(List<SentColumn<T>> columns, int rows) {
    this.columns = columns;
    this.arrays = new PgArrayBytes[columns.size()];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new PgArrayBytes(columns.get(i).type(), rows);
    }
  }

  static <T extends EntityChange> PgArrays<T> of(List<T> changes, List<SentColumn<T>> columns) {
    PgArrays<T> arrays = new PgArrays<>(columns, changes.size());
    changes.forEach(arrays::add);
    return arrays;
  }

  private void add(T change) {
    for (int i = 0; i < arrays.length; i++) {
      arrays[i].add(columns.get(i).value().apply(change));
    }
  }

  /** Binds them as the first parameters; returns the number of the parameter behind them. */
  int bind(PreparedStatement statement) throws SQLException {
    BaseConnection session = statement.getConnection().unwrap(BaseConnection.class);
    int parameter = 1;
    for (PgArrayBytes array : arrays) {
      statement.setArray(parameter++, array.of(session));
    }
    return parameter;
  }

  /** One array. */
  private static final class PgArrayBytes {
    private static final int ONE_DIMENSION = 1;
    private static final int FIRST_INDEX = 1;
    private static final int HAS_NULLS_AT = 4;
    private static final int HEADER = 20;
    private static final int ROW = 12;

    private final PgType type;
    private final PgBytes bytes;
    private boolean nulls;

    PgArrayBytes(PgType type, int rows) {
      this.type = type;
      this.bytes = new PgBytes(HEADER + rows * ROW);
      bytes.int32(ONE_DIMENSION).int32(0).int32(type.oid()).int32(rows).int32(FIRST_INDEX);
    }

    void add(Value value) {
      nulls |= value.isNull();
      type.writeField(value, bytes);
    }

    PgArray of(BaseConnection session) throws SQLException {
      bytes.setInt32(HAS_NULLS_AT, nulls ? 1 : 0);
      return new PgArray(session, type.arrayOid(), bytes.copy());
    }
  }
}
