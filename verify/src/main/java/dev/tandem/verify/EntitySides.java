/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.join.JoinedReader;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Both sides of one entity: the source's tables seen through their mappers, and the target's rows.
 */
final class EntitySides {
  private final TargetReader target;
  private final Map<TableId, TableSide> tables = new LinkedHashMap<>();
  private final EntitySchema schema;
  private final Set<String> placeFields;
  private final RowsPlan.Deletes deletes;

  EntitySides(SourceReader source, SourceReader beside, TargetReader target, List<EntityPlan> plans)
      throws MappingMismatch {
    this.target = target;
    List<FittedTable> fitted = FittedTable.all(plans, source::table);
    this.schema = fitted.get(0).mapper().schema();
    fitted.forEach(
        one ->
            tables.put(one.table().id(), new TableSide(one, reader(one, source, beside), schema)));
    EntityPlan plan = plans.get(0);
    this.deletes = plan.rows().deletes();
    this.placeFields = new LinkedHashSet<>(schema.key());
    this.placeFields.addAll(plan.locationFields());
  }

  private static SourceReader reader(FittedTable fitted, SourceReader source, SourceReader beside) {
    return fitted.plan().isJoined() ? new JoinedReader(source, beside, fitted.wide()) : source;
  }

  EntitySchema schema() {
    return schema;
  }

  void scanSource(Consumer<SourceState> rows) {
    tables.values().forEach(side -> side.scan(row -> rows.accept(side.map(row))));
  }

  void scanTarget(Consumer<StoredRow> rows) {
    target.scan(schema(), rows);
  }

  List<SourceState> findSource(Collection<SourceKey> keys) {
    Map<TableId, List<List<Value>>> byTable = new LinkedHashMap<>();
    keys.forEach(
        key -> byTable.computeIfAbsent(key.table(), id -> new ArrayList<>()).add(key.values()));
    List<SourceState> states = new ArrayList<>();
    byTable.forEach(
        (id, values) -> {
          TableSide side = side(id);
          side.find(values).stream().map(side::map).forEach(states::add);
        });
    return states;
  }

  private TableSide side(TableId id) {
    return Objects.requireNonNull(tables.get(id));
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

  /** What the source can be asked for the row by. */
  SourceKey sourceKey(SourceRow row) {
    return side(row.table().id()).key(row);
  }

  /**
   * The same for a row that only the target has: what the mapper once made of the values. Any of
   * the tables may have it.
   */
  List<SourceKey> sourceKeys(Location place) {
    return tables.values().stream().map(side -> side.key(place)).toList();
  }

  /** The key's columns and their values, with the table where there are several. */
  String keyText(SourceRow row) {
    TableId table = row.table().id();
    return (tables.size() > 1 ? ValueText.of(table.toString()) + ' ' : "")
        + side(table).keyText(row);
  }

  /** The fields that make a place, and their values. */
  static String placeText(Location place) {
    return place.fields().entrySet().stream()
        .map(field -> ValueText.of(field.getKey()) + '=' + ValueText.of(field.getValue()))
        .collect(Collectors.joining(", "));
  }
}
