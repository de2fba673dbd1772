/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.transform.MalformedTransform;
import dev.tandem.model.transform.Transforms;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of orders, its rows, and entities made of it. */
final class Orders {
  static final SourceTable TABLE =
      new SourceTable(
          SourceKind.MYSQL,
          TableId.of("shop", "Orders"),
          List.of(column("Id", "BIGINT"), column("Status", "TEXT"), column("Total", "INT")),
          List.of("Id"));
  static final long COMMITTED = 1_500_000;

  private Orders() {}

  static SourceColumn column(String name, String type) {
    return new SourceColumn(name, type, -1, -1, true, List.of());
  }

  static SourceRow row(long id, @Nullable String status, @Nullable Integer total) {
    return new SourceRow(
        TABLE,
        new Value.Int(id),
        status == null ? Value.NULL : new Value.Text(status),
        total == null ? Value.NULL : new Value.Int(total));
  }

  static EntityMapper mapper(RowsPlan rows, FieldPlan... fields) throws MappingMismatch {
    return mapper(ColumnsPlan.all(Naming.SNAKE_CASE, fields), rows);
  }

  static EntityMapper mapper(ColumnsPlan columns, RowsPlan rows) throws MappingMismatch {
    return EntityMapper.compile(
        new EntityPlan(
            new EntityName("sales", "order"),
            TABLE.id(),
            columns,
            rows,
            Optional.empty(),
            Optional.empty()),
        TABLE);
  }

  static ColumnsPlan columns(ColumnsPlan.Others others, Set<String> dropped, FieldPlan... fields) {
    return new ColumnsPlan(Naming.SNAKE_CASE, List.of(fields), others, dropped, List.of());
  }

  static RowsPlan where(String condition) {
    return new RowsPlan(Optional.of(condition), List.of(), new RowsPlan.Hard());
  }

  static RowsPlan rule(String condition, RowsPlan.Severity severity) {
    return new RowsPlan(
        Optional.empty(),
        List.of(new RowsPlan.Rule("sound", condition, severity)),
        new RowsPlan.Hard());
  }

  static FieldPlan computed(String name, String type, String expression) {
    return FieldPlan.of(name, new FieldPlan.Computed(expression), Types.parse(type));
  }

  static FieldPlan constant(String name, String type, String text) {
    return FieldPlan.of(name, new FieldPlan.Constant(text), Types.parse(type));
  }

  static FieldPlan field(
      String name, String column, Optional<String> otherwise, boolean required, String... steps) {
    return new FieldPlan(
        name,
        new FieldPlan.Column(column),
        Arrays.stream(steps).map(Orders::step).toList(),
        Optional.empty(),
        otherwise,
        required);
  }

  private static FieldPlan.Step step(String text) {
    try {
      return new FieldPlan.Step(text, Transforms.builtIn().parse(text));
    } catch (MalformedTransform e) {
      throw new AssertionError(e);
    }
  }

  static Mapping map(EntityMapper mapper, SourceChange change) {
    return map(mapper, change, 0);
  }

  static Mapping map(EntityMapper mapper, SourceChange change, int revision) {
    return mapper.map(asRead(change, mapper), Version.of(1, 2, revision), COMMITTED);
  }

  /** A change as it is decoded for that mapper: of the former row, only what it says it needs. */
  static SourceChange asRead(SourceChange change, EntityMapper mapper) {
    if (change instanceof SourceChange.Updated updated) {
      return new SourceChange.Updated(asRead(updated.before(), mapper), updated.after());
    } else if (change instanceof SourceChange.Deleted deleted) {
      return new SourceChange.Deleted(asRead(deleted.before(), mapper));
    }
    return change;
  }

  private static SourceRow asRead(SourceRow row, EntityMapper mapper) {
    @Nullable Value[] values = new @Nullable Value[row.table().columns().size()];
    mapper.formerColumns().stream().forEach(column -> values[column] = row.value(column));
    return new SourceRow(row.table(), values);
  }

  static EntityChange change(EntityMapper mapper, SourceChange change) {
    return ((Mapping.Mapped) map(mapper, change)).change();
  }
}
