/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One of an entity's tables, seen through its mapper. */
final class TableSide {
  private final SourceTable table;
  private final SourceReader rows;
  private final EntityMapper mapper;
  private final EntitySchema schema;
  private final boolean sameOrder;
  private final List<String> keyColumns;
  private final int[] keyPositions;
  private final List<String> keyFields;

  /**
   * A table's side.
   *
   * @param rows reads the table
   * @param schema of the entity, whose fields this table may make in another order
   */
  TableSide(FittedTable fitted, SourceReader rows, EntitySchema schema) {
    this.rows = rows;
    this.table = fitted.table();
    this.mapper = fitted.mapper();
    this.schema = schema;
    this.sameOrder = mapper.schema().equals(schema);
    this.keyColumns = fitted.plan().keyColumns(table);
    Map<String, Integer> positions = table.positions();
    this.keyPositions = keyColumns.stream().mapToInt(positions::get).toArray();
    Set<String> origins =
        fitted.plan().columns().keyOrigins().stream()
            .map(FieldPlan::name)
            .collect(Collectors.toSet());
    this.keyFields = schema.key().stream().filter(name -> !origins.contains(name)).toList();
  }

  void scan(Consumer<SourceRow> each) {
    rows.scan(table, each);
  }

  /** The rows with these keys that are there. */
  List<SourceRow> find(List<List<Value>> keys) {
    return rows.find(table, keyColumns, keys);
  }

  SourceState map(SourceRow row) {
    try {
      return mapper
          .map(row)
          .<SourceState>map(entity -> new SourceState.Mapped(row, inOrder(entity)))
          .orElseGet(() -> new SourceState.LeftOut(row, location(row)));
    } catch (RowRefused e) {
      return new SourceState.Refused(row, e.error().code(), e.field(), location(row));
    }
  }

  private EntityRow inOrder(EntityRow row) {
    return sameOrder
        ? row
        : new EntityRow(
            schema,
            schema.fields().stream().map(field -> row.value(field.name())).toArray(Value[]::new));
  }

  /** Where a row that is not mapped would be, unless a field of the place cannot be mapped. */
  private Optional<Location> location(SourceRow row) {
    try {
      return Optional.of(mapper.location(row));
    } catch (RowRefused e) {
      return Optional.empty();
    }
  }

  SourceKey key(SourceRow row) {
    return new SourceKey(table.id(), values(row));
  }

  SourceKey key(Location place) {
    return new SourceKey(table.id(), keyFields.stream().map(place::value).toList());
  }

  private List<Value> values(SourceRow row) {
    return Arrays.stream(keyPositions).mapToObj(row::value).toList();
  }

  String keyText(SourceRow row) {
    List<Value> key = values(row);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(ValueText.of(keyColumns.get(i)))
          .append('=')
          .append(ValueText.of(key.get(i)));
    }
    return text.toString();
  }
}
