/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that are their own key. */
class WholeRowKeyTest {
  private static final SourceColumn A = new SourceColumn("A", "INT", -1, -1, true, List.of());
  private static final SourceColumn B = new SourceColumn("B", "INT", -1, -1, true, List.of());

  @Test
  void shouldMakeAKeyOfAllColumns() throws Exception {
    EntityMapper mapper = compile(table(List.of(), A, B));
    assertThat(mapper.schema().key()).containsExactly("a", "b");
    SourceRow row = new SourceRow(table(List.of(), A, B), new Value.Int(1), new Value.Int(2));
    Mapping mapping =
        mapper.map(
            Orders.asRead(new SourceChange.Deleted(row), mapper),
            Version.of(0, 1, 0),
            Orders.COMMITTED);
    assertThat(((Mapping.Mapped) mapping).change().key().json()).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @Test
  void shouldRefuseARowWithNull() throws Exception {
    EntityMapper mapper = compile(table(List.of(), A, B));
    SourceRow row = new SourceRow(table(List.of(), A, B), new Value.Int(1), Value.NULL);
    assertThat(mapper.map(new SourceChange.Created(row), Version.of(0, 1, 0), Orders.COMMITTED))
        .isInstanceOfSatisfying(
            Mapping.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("E_NULL");
              assertThat(rejected.field()).isEqualTo("b");
            });
  }

  @Test
  void shouldPutAllOriginsBeforeTheColumns() throws Exception {
    FieldPlan origin =
        FieldPlan.of(
            "region", new FieldPlan.OfTable(FieldPlan.TableName.DATABASE), Optional.empty());
    EntityPlan plan = plan(ColumnsPlan.all(Naming.SNAKE_CASE, origin).keyedByAll());
    assertThat(EntityMapper.compile(plan, table(List.of(), A, B)).schema().key())
        .containsExactly("region", "a", "b");
  }

  @Test
  void shouldRefuseAColumnThatCameAfterCaptureHadBegun() {
    assertThatThrownBy(() -> compile(table(List.of("A"), A, B)))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("has the key [A], not all of its columns");
  }

  @Test
  void shouldRefuseMoreColumnsThanAKeyOfPostgresTakes() {
    SourceColumn[] many =
        IntStream.range(0, 33)
            .mapToObj(i -> new SourceColumn("c" + i, "INT", -1, -1, false, List.of()))
            .toArray(SourceColumn[]::new);
    assertThatThrownBy(() -> compile(table(List.of(), many)))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("has 33 columns, and a key of PostgreSQL at most 32");
  }

  private static EntityMapper compile(SourceTable table) throws MappingMismatch {
    return EntityMapper.compile(plan(ColumnsPlan.all(Naming.SNAKE_CASE).keyedByAll()), table);
  }

  private static EntityPlan plan(ColumnsPlan columns) {
    return new EntityPlan(
        new EntityName("sales", "log"),
        TableId.of("shop", "Log"),
        columns,
        RowsPlan.ALL,
        Optional.of(new PostgresPlan("sales", "log")),
        Optional.empty());
  }

  private static SourceTable table(List<String> key, SourceColumn... columns) {
    return new SourceTable(SourceKind.MYSQL, TableId.of("shop", "Log"), List.of(columns), key);
  }
}
