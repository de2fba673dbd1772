/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.type.Value;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Verifies a table of twelve columns whose rows are made as they are read, in a process of its own
 * with little memory, and prints what it found and how long it took.
 */
final class MillionRows {
  private static final int WRONG_EVERY = 100_000;

  private final int rows;
  private final EntityMapper mapper;

  private MillionRows(int rows) throws Exception {
    this.rows = rows;
    this.mapper = EntityMapper.compile(World.PLAN, World.TABLE);
  }

  public static void main(String[] args) throws Exception {
    MillionRows table = new MillionRows(Integer.parseInt(args[0]));
    for (int run = 0; run < Integer.parseInt(args[1]); run++) {
      EntityReport report =
          new Verification(
                  table.source(), table.source(), table.target(), position -> {}, Limits.DEFAULT)
              .verify(List.of(World.PLAN), "memory");
      System.out.println(
          report.sourceRows()
              + " rows, "
              + report.differences().count()
              + " differences, "
              + report.millis()
              + " ms");
    }
  }

  private EntityRow stored(long id) {
    SourceRow row = World.row(id);
    try {
      return mapper
          .map(id % WRONG_EVERY == 0 ? World.with(row, "Count", new Value.Int(-1)) : row)
          .orElseThrow();
    } catch (RowRefused e) {
      throw new IllegalStateException(e);
    }
  }

  private SourceReader source() {
    return new SourceReader() {
      @Override
      public SourceTable table(TableId id) {
        return World.TABLE;
      }

      @Override
      public void scan(SourceTable table, Consumer<SourceRow> consumer) {
        for (long id = 1; id <= rows; id++) {
          consumer.accept(World.row(id));
        }
      }

      @Override
      public List<SourceRow> find(
          SourceTable table, List<String> keyColumns, Collection<List<Value>> keys) {
        return keys.stream().map(key -> World.row(((Value.Int) key.get(0)).value())).toList();
      }

      @Override
      public SourcePosition position() {
        return new SourcePosition("1");
      }

      @Override
      public void close() {}
    };
  }

  private TargetReader target() {
    return new TargetReader() {
      @Override
      public void scan(EntitySchema schema, Consumer<StoredRow> consumer) {
        for (long id = rows; id >= 1; id--) {
          consumer.accept(new StoredRow(stored(id), List.of()));
        }
      }

      @Override
      public List<StoredRow> find(EntitySchema schema, Collection<Location> places) {
        return places.stream()
            .map(place -> ((Value.Int) place.value("id")).value())
            .map(id -> new StoredRow(stored(id), List.of()))
            .toList();
      }

      @Override
      public boolean mayHaveExpired(EntityRow row) {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}
