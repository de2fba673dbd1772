/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.source.SourceChange;
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
  private static final Version NONE = new Version(0);

  private final SourceReader source;
  private final TargetReader target;
  private final SourceTable table;
  private final EntityMapper mapper;
  private final List<String> keyColumns;
  private final int[] keyPositions;
  private final Set<String> placeFields;

  EntitySides(SourceReader source, TargetReader target, EntityPlan plan) throws MappingMismatch {
    this.source = source;
    this.target = target;
    this.table = source.table(plan.from());
    this.mapper = EntityMapper.compile(plan, table);
    this.keyColumns = plan.key().isEmpty() ? table.key() : plan.key();
    Map<String, Integer> positions = table.positions();
    this.keyPositions = keyColumns.stream().mapToInt(positions::get).toArray();
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

  private SourceState map(SourceRow row) {
    try {
      return new SourceState.Mapped(row, mapper.map(row));
    } catch (RowRefused e) {
      return new SourceState.Refused(row, e.error().code(), e.field(), location(row));
    }
  }

  /** Where a row with a field that cannot be mapped would be, unless that field is in the key. */
  private Optional<Location> location(SourceRow row) {
    return mapper.map(new SourceChange.Deleted(row), NONE, 0) instanceof Mapping.Mapped mapped
            && mapped.change() instanceof EntityChange.Deleted deleted
        ? deleted.left().stream().findFirst()
        : Optional.empty();
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
    return state instanceof SourceState.Mapped mapped
        ? Optional.of(place(mapped.entity()))
        : ((SourceState.Refused) state).place();
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
