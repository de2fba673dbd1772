/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column with one of the fields that are made of it.
 *
 * @param type what the field is, or empty when Tandem does not carry the column's type
 * @param key whether the column belongs to the entity's key
 */
public record MappedColumn(
    EntityPlan entity, SourceColumn column, FieldPlan field, Optional<Type> type, boolean key) {

  /** The columns of a table that an entity takes over, in the table's order. */
  public static List<MappedColumn> of(EntityPlan entity, SourceTable table) {
    ColumnsPlan columns = entity.columns();
    List<String> key = entity.keyColumns(table);
    List<MappedColumn> mapped = new ArrayList<>();
    for (SourceColumn column : table.columns()) {
      boolean isKey = key.contains(column.name());
      for (FieldPlan field : fields(columns, column, isKey)) {
        Optional<Type> type = field.type().or(() -> table.kind().domainType(column));
        mapped.add(new MappedColumn(entity, column, field, type, isKey));
      }
    }
    return mapped;
  }

  private static List<FieldPlan> fields(ColumnsPlan columns, SourceColumn column, boolean isKey) {
    List<FieldPlan> declared =
        columns.fields().stream()
            .filter(field -> field.column().equals(Optional.of(column.name())))
            .toList();
    boolean mapped =
        !columns.isLeftOut(column.name()) && (isKey || columns.others() == ColumnsPlan.Others.MAP);
    return declared.isEmpty() && mapped
        ? List.of(
            FieldPlan.of(columns.naming().apply(column.name()), column.name(), Optional.empty()))
        : declared;
  }

  /** Whether transforms come before the type, so that SQL cannot tell what the type is given. */
  public boolean isTransformed() {
    return !field.steps().isEmpty();
  }

  /** Whether the field may be NULL where the column is. */
  public boolean takesNull() {
    return field.otherwise().isPresent() || !field.required();
  }

  /** {@code sales.orders.total}: for messages. */
  public String name() {
    return entity.name() + "." + field.name();
  }
}
