/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.join.ColumnNames;
import dev.tandem.model.join.JoinKey;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.RawChange;
import dev.tandem.wire.RawChangeReader;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rows of their images. For one thread. */
final class Decoder {
  private final SchemaStore schemas;
  private final Map<SchemaId, RawChangeReader> whole = new HashMap<>();
  private final Map<Part, RawChangeReader> parts = new HashMap<>();
  private final Map<SchemaId, ColumnNames> keys = new HashMap<>();

  Decoder(SchemaStore schemas) {
    this.schemas = schemas;
  }

  /** A raw record, with all columns of the row before and after. */
  RawChange change(SchemaId schema, byte[] envelope) throws RawRefused {
    return reader(schema).read(envelope);
  }

  private RawChangeReader reader(SchemaId schema) {
    return whole.computeIfAbsent(schema, id -> new RawChangeReader(schemas.table(id)));
  }

  SourceTable table(SchemaId schema) {
    return schemas.table(schema);
  }

  /** A row that was decoded before it was kept. */
  SourceRow row(Image image) {
    return row(reader(image.schema()), image);
  }

  /** The same of a row of which only some columns were kept. */
  SourceRow row(Image image, ColumnNames columns) {
    RawChangeReader reader =
        parts.computeIfAbsent(
            new Part(image.schema(), columns),
            part -> {
              SourceTable table = schemas.table(part.schema());
              BitSet wanted = new BitSet();
              for (int column : columns.in(table)) {
                if (column >= 0) {
                  wanted.set(column);
                }
              }
              return new RawChangeReader(table, wanted);
            });
    return row(reader, image);
  }

  private static SourceRow row(RawChangeReader reader, Image image) {
    try {
      return reader.row(image.row());
    } catch (RawRefused e) {
      throw new IllegalStateException("a row was kept that cannot be read: " + e.reason(), e);
    }
  }

  /** The row's own key. */
  @Nullable String key(SchemaId schema, SourceRow row) {
    ColumnNames key =
        keys.computeIfAbsent(
            schema, id -> new ColumnNames(schemas.table(id).key(), column -> column));
    return JoinKey.of(row, key.in(row.table()));
  }

  private record Part(SchemaId schema, ColumnNames columns) {}
}
