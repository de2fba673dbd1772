/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.type.BooleanType;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A source and a target in memory, and a pipeline between them that applies what the source
 * committed only when it is waited for.
 */
final class World implements Progress {
  static final SourceTable TABLE =
      new SourceTable(
          SourceKind.MYSQL,
          TableId.of("loans", "Applications"),
          List.of(
              column("Id", "BIGINT", -1, false),
              column("Name", "VARCHAR", 100, true),
              column("Amount", "DECIMAL", 12, true),
              column("Created", "DATETIME", 6, true),
              column("Updated", "TIMESTAMP", 6, true),
              column("Day", "DATE", -1, true),
              column("Note", "TEXT", -1, true),
              column("Flag", "TINYINT", -1, true),
              column("Score", "DOUBLE", -1, true),
              column("Data", "VARBINARY", 100, true),
              column("Count", "INT", -1, true),
              column("Status", "VARCHAR", 10, true)),
          List.of("Id"));

  static final EntityPlan PLAN = plan(RowsPlan.ALL);

  final Map<Value, SourceRow> source = new LinkedHashMap<>();
  final List<StoredRow> target = new ArrayList<>();
  private final Deque<Runnable> lag = new ArrayDeque<>();
  private final EntityPlan plan;
  private final EntityMapper mapper;

  Predicate<EntityRow> expired = row -> false;
  Runnable beforeAwait = () -> {};
  Runnable beforeTargetFind = () -> {};
  Consumer<Integer> beforeSourceFind = call -> {};
  int sourceScans;
  int targetScans;
  private int sourceFinds;
  private long position;

  World() {
    this(RowsPlan.ALL);
  }

  World(RowsPlan rows) {
    plan = plan(rows);
    try {
      mapper = EntityMapper.compile(plan, TABLE);
    } catch (MappingMismatch e) {
      throw new AssertionError(e);
    }
  }

  private static EntityPlan plan(RowsPlan rows) {
    return new EntityPlan(
        new EntityName("lending", "application"),
        TABLE.id(),
        ColumnsPlan.all(
            Naming.SNAKE_CASE, FieldPlan.of("flag", "Flag", Optional.of(new BooleanType()))),
        rows,
        Optional.empty(),
        Optional.empty());
  }

  private static SourceColumn column(String name, String type, int length, boolean nullable) {
    return new SourceColumn(
        name, type, length, type.equals("DECIMAL") ? 2 : -1, nullable, List.of());
  }

  /** A row of which every value depends on its number. */
  static SourceRow row(long id) {
    return new SourceRow(
        TABLE,
        new Value.Int(id),
        new Value.Text("name of " + id),
        new Value.Decimal(BigDecimal.valueOf(id * 7, 2)),
        new Value.Timestamp(LocalDateTime.of(2018, 6, 20, 6, 37, 3).plusNanos(id * 1_000)),
        new Value.Moment(Instant.ofEpochSecond(1_500_000_000L + id, 120_000)),
        new Value.Date(LocalDate.ofEpochDay(id % 20_000)),
        id % 10 == 0 ? Value.NULL : new Value.Text("note number " + id + " with some text"),
        new Value.Int(id % 2),
        new Value.Float64(id / 3d),
        Value.Bytes.of(new byte[] {(byte) id, (byte) (id >> 8), 7}),
        new Value.Int(id % 1_000),
        new Value.Text(id % 3 == 0 ? "open" : "closed"));
  }

  static SourceRow with(SourceRow row, String column, Value value) {
    Value[] values = new Value[TABLE.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = TABLE.columns().get(i).name().equals(column) ? value : row.value(i);
    }
    return new SourceRow(TABLE, values);
  }

  /** What a target shows of something that is no row of the entity. */
  static EntityRow nothing(EntitySchema schema) {
    return new EntityRow(
        schema, schema.fields().stream().map(field -> Value.NULL).toArray(Value[]::new));
  }

  /** Puts rows into both sides. */
  World withRows(int count) {
    for (long id = 1; id <= count; id++) {
      put(row(id));
      store(entity(row(id)));
    }
    return this;
  }

  /** Puts a row into the source alone. */
  void put(SourceRow row) {
    source.put(row.value(0), row);
    position++;
  }

  /** Changes the source; the target follows when it is waited for. */
  void commit(SourceRow row) {
    put(row);
    lag.add(() -> replace(entity(row)));
  }

  void commitDelete(long id) {
    source.remove(new Value.Int(id));
    position++;
    lag.add(() -> remove(id));
  }

  void store(EntityRow row) {
    target.add(new StoredRow(row, List.of()));
  }

  void remove(long id) {
    target.removeIf(stored -> stored.row().value("id").equals(new Value.Int(id)));
  }

  void replace(EntityRow row) {
    target.removeIf(stored -> stored.row().value("id").equals(row.value("id")));
    store(row);
  }

  EntityRow entity(SourceRow row) {
    try {
      return mapper.map(row).orElseThrow();
    } catch (RowRefused e) {
      throw new AssertionError(e);
    }
  }

  EntityReport verify(Limits limits) {
    try {
      return new Verification(sourceReader(), sourceReader(), targetReader(), this, limits)
          .verify(List.of(plan), "fake");
    } catch (MappingMismatch | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  EntityReport verify() {
    return verify(Limits.DEFAULT);
  }

  @Override
  public void awaitApplied(SourcePosition awaited) {
    beforeAwait.run();
    while (!lag.isEmpty()) {
      lag.remove().run();
    }
  }

  private SourceReader sourceReader() {
    return new SourceReader() {
      @Override
      public SourceTable table(TableId id) {
        return TABLE;
      }

      @Override
      public void scan(SourceTable table, Consumer<SourceRow> rows) {
        sourceScans++;
        List.copyOf(source.values()).forEach(rows);
      }

      @Override
      public List<SourceRow> find(
          SourceTable table, List<String> keyColumns, Collection<List<Value>> keys) {
        beforeSourceFind.accept(++sourceFinds);
        return keys.stream()
            .map(key -> Optional.ofNullable(source.get(key.get(0))))
            .flatMap(Optional::stream)
            .toList();
      }

      @Override
      public SourcePosition position() {
        return new SourcePosition(Long.toString(position));
      }

      @Override
      public void close() {}
    };
  }

  private TargetReader targetReader() {
    return new StoredRows(target) {
      @Override
      public void scan(EntitySchema schema, Consumer<StoredRow> rows) {
        targetScans++;
        super.scan(schema, rows);
      }

      @Override
      public List<StoredRow> find(EntitySchema schema, Collection<Location> places) {
        beforeTargetFind.run();
        return super.find(schema, places);
      }

      @Override
      public boolean mayHaveExpired(EntityRow row) {
        return expired.test(row);
      }
    };
  }
}
