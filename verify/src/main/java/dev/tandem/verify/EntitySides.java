/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.type.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Both sides of one entity: the source's table seen through the mapper, and the target's rows. */
final class EntitySides {
  private final SourceReader source;
  private final TargetReader target;
  private final SourceTable table;
  private final EntityMapper mapper;
  private final List<String> keyColumns;
  private final int[] keyPositions;
  private final Set<String> placeFields;
  private final RowsPlan.Deletes deletes;

  EntitySides(SourceReader source, TargetReader target, EntityPlan plan) throws MappingMismatch {
    this.source = source;
    this.target = target;
    this.table = source.table(plan.from());
    this.mapper = EntityMapper.compile(plan, table);
    this.keyColumns = plan.keyColumns(table);
    Map<String, Integer> positions = table.positions();
    this.keyPositions = keyColumns.stream().mapToInt(positions::get).toArray();
    this.deletes = plan.rows().deletes();
    this.placeFields = new LinkedHashSet<>(mapper.schema().key());
    this.placeFields.addAll(plan.locationFields());
  }

  EntitySchema schema() {
    return mapper.schema();
  }

  void scanSource(Consumer<SourceState> rows) {
    source.scan(table, row -> rows.accept(map(row)));
  }

  void scanTarget(Consumer<StoredRow> rows) {
    target.scan(schema(), rows);
  }

  List<SourceState> findSource(Collection<List<Value>> keys) {
    return source.find(table, keyColumns, keys).stream().map(this::map).toList();
  }

  /** The rows at some places, without strays, which a scan has reported. */
  List<StoredRow> findTarget(Collection<Location> places) {
    return places.isEmpty()
        ? List.of()
        : target.find(schema(), places).stream().filter(StoredRow::inPlace).toList();
  }

  boolean mayHaveExpired(EntityRow row) {
    return target.mayHaveExpired(row);
  }

  /** Whether the target says that the source has deleted the row. */
  boolean isMarked(EntityRow row) {
    return deletes instanceof RowsPlan.Soft soft
        && row.value(soft.flag()).equals(new Value.Bool(true));
  }

  /** Whether the target may have a row that the source does not have. */
  boolean mayStay(EntityRow row) {
    return deletes instanceof RowsPlan.Keep || isMarked(row);
  }

  private SourceState map(SourceRow row) {
    try {
      return mapper
          .map(row)
          .<SourceState>map(entity -> new SourceState.Mapped(row, entity))
          .orElseGet(() -> new SourceState.LeftOut(row, location(row)));
    } catch (RowRefused e) {
      return new SourceState.Refused(row, e.error().code(), e.field(), location(row));
    }
  }

  /** Where a row that is not mapped would be, unless a field of the place cannot be mapped. */
  private Optional<Location> location(SourceRow row) {
    try {
      return Optional.of(mapper.location(row));
    } catch (RowRefused e) {
      return Optional.empty();
    }
  }

  /** The place of a row in the target. */
  Location place(EntityRow row) {
    return row.location(placeFields);
  }

  /** The key of the row that the source's row becomes, unless the key itself is refused. */
  Optional<EntityKey> key(SourceState state) {
    return place(state).map(place -> EntityKey.of(schema(), place.fields()));
  }

  /** The place that the source's row has in the target, unless the key itself is refused. */
  Optional<Location> place(SourceState state) {
    if (state instanceof SourceState.Mapped mapped) {
      return Optional.of(place(mapped.entity()));
    }
    return state instanceof SourceState.Refused refused
        ? refused.place()
        : ((SourceState.LeftOut) state).place();
  }

  /** The values by which the source can be asked for a row. */
  List<Value> sourceKey(SourceRow row) {
    return Arrays.stream(keyPositions).mapToObj(row::value).toList();
  }

  /** The same for a row that only the target has: what the mapper once made of the values. */
  List<Value> sourceKey(Location place) {
    return schema().key().stream().map(place::value).toList();
  }

  /** The key's columns and their values. */
  String keyText(SourceRow row) {
    List<Value> key = sourceKey(row);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(ValueText.of(keyColumns.get(i)))
          .append('=')
          .append(ValueText.of(key.get(i)));
    }
    return text.toString();
  }

  /** The fields that make a place, and their values. */
  static String placeText(Location place) {
    return place.fields().entrySet().stream()
        .map(field -> ValueText.of(field.getKey()) + '=' + ValueText.of(field.getValue()))
        .collect(Collectors.joining(", "));
  }
}
