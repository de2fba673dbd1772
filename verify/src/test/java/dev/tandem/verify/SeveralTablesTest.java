/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entity of two tables against one target; the tables have their columns in another order. */
class SeveralTablesTest {
  private static final SourceColumn ID = new SourceColumn("Id", "BIGINT", -1, -1, false, List.of());
  private static final SourceColumn NOTE =
      new SourceColumn("Note", "VARCHAR", 20, -1, true, List.of());

  private final Map<TableId, SourceTable> tables = new HashMap<>();
  private final Map<TableId, List<SourceRow>> source = new HashMap<>();
  private final List<StoredRow> target = new ArrayList<>();
  private final SourceTable eu = table("eu", ID, NOTE);
  private final SourceTable us = table("us", NOTE, ID);

  @BeforeEach
  void fill() throws Exception {
    for (long id = 1; id <= 20; id++) {
      put(eu, new Value.Int(id), new Value.Text("eu " + id));
      put(us, new Value.Text("us " + id), new Value.Int(id));
    }
    store();
  }

  @Test
  void shouldFindNothingWhereTheTargetHasTheRowsOfBoth() throws Exception {
    EntityReport report = verify();
    assertThat(report.agrees()).isTrue();
    assertThat(report.sourceRows()).isEqualTo(40);
    assertThat(report.targetRows()).isEqualTo(40);
  }

  @Test
  void shouldFindARowThatNoTableHas() throws Exception {
    rows(us).remove(6);
    assertThat(differences())
        .containsExactly(tuple(Difference.Kind.EXTRA, "", "region='us', id=7"));
  }

  @Test
  void shouldFindARowThatTheTargetLacksThoughTheOtherTableHasItsNumber() throws Exception {
    target.removeIf(
        stored ->
            stored.row().value("id").equals(new Value.Int(7))
                && stored.row().value("region").equals(new Value.Text("eu")));
    assertThat(differences())
        .containsExactly(tuple(Difference.Kind.MISSING, "eu.Orders Id=7", "region='eu', id=7"));
  }

  @Test
  void shouldFindARowOfTheSecondTableThatDiffers() throws Exception {
    rows(us).set(2, new SourceRow(us, new Value.Text("other"), new Value.Int(3)));
    assertThat(differences())
        .containsExactly(tuple(Difference.Kind.CHANGED, "us.Orders Id=3", "region='us', id=3"));
    assertThat(verify().differences().first().get(0).cells())
        .extracting(Difference.Cell::field)
        .containsExactly("note");
  }

  @Test
  void shouldRefuseTablesThatMakeDifferentFields() {
    SourceColumn longer = new SourceColumn("Note", "VARCHAR", 30, -1, true, List.of());
    tables.put(us.id(), table("us", longer, ID));
    assertThatThrownBy(this::verify).isInstanceOf(MappingMismatch.class);
  }

  private List<org.assertj.core.groups.Tuple> differences() throws Exception {
    return verify().differences().first().stream()
        .map(one -> tuple(one.kind(), one.sourceKey(), one.targetKey()))
        .toList();
  }

  private EntityReport verify() throws MappingMismatch, InterruptedException {
    return new Verification(
            sourceReader(), sourceReader(), new StoredRows(target), position -> {}, Limits.DEFAULT)
        .verify(plans(), "memory");
  }

  private static SourceTable table(String database, SourceColumn... columns) {
    return new SourceTable(
        SourceKind.MYSQL, TableId.of(database, "Orders"), List.of(columns), List.of("Id"));
  }

  private List<EntityPlan> plans() {
    FieldPlan region =
        FieldPlan.of(
            "region", new FieldPlan.OfTable(FieldPlan.TableName.DATABASE), Optional.empty());
    ColumnsPlan columns = ColumnsPlan.all(Naming.SNAKE_CASE, region).keyedBy(List.of("region"));
    return List.of(eu, us).stream()
        .map(
            table ->
                new EntityPlan(
                    new EntityName("sales", "order"),
                    table.id(),
                    columns,
                    RowsPlan.ALL,
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  private List<SourceRow> rows(SourceTable table) {
    return source.computeIfAbsent(table.id(), id -> new ArrayList<>());
  }

  private void put(SourceTable table, Value... values) {
    tables.put(table.id(), table);
    rows(table).add(new SourceRow(table, values));
  }

  /** The target keeps the fields in the order of the first table. */
  private void store() throws Exception {
    List<FittedTable> fitted = FittedTable.all(plans(), this::tableOf);
    EntitySchema schema = fitted.get(0).mapper().schema();
    for (FittedTable one : fitted) {
      for (SourceRow row : rows(one.table())) {
        EntityRow entity = one.mapper().map(row).orElseThrow();
        Value[] values =
            schema.fields().stream().map(field -> entity.value(field.name())).toArray(Value[]::new);
        target.add(new StoredRow(new EntityRow(schema, values), List.of()));
      }
    }
  }

  private SourceTable tableOf(TableId id) {
    return Optional.ofNullable(tables.get(id)).orElseThrow();
  }

  private SourceReader sourceReader() {
    return new SourceReader() {
      @Override
      public SourceTable table(TableId id) {
        return tableOf(id);
      }

      @Override
      public void scan(SourceTable table, Consumer<SourceRow> rows) {
        List.copyOf(SeveralTablesTest.this.rows(table)).forEach(rows);
      }

      @Override
      public List<SourceRow> find(
          SourceTable table, List<String> keyColumns, Collection<List<Value>> keys) {
        assertThat(keyColumns).containsExactly("Id");
        int id = table.positions().getOrDefault("Id", -1);
        return rows(table).stream().filter(row -> keys.contains(List.of(row.value(id)))).toList();
      }

      @Override
      public SourcePosition position() {
        return new SourcePosition("1");
      }

      @Override
      public void close() {}
    };
  }
}
