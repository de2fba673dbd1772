/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.lending.work.ProbeRows;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the entities in which a change of the sample database can be recognised: their field made
 * of the column Revision takes whatever number a probe writes.
 */
final class ProbePlanner {
  private final SampleDatabase database;

  ProbePlanner(SampleDatabase database) {
    this.database = database;
  }

  /**
   * Whether an entity is made of one table of the sample alone; nothing is read for that. One of
   * several shows a row's change only once rows of the others are there.
   */
  boolean isOfSample(EntityPlan plan) {
    return !plan.isJoined() && table(plan).isPresent();
  }

  /** Whether it has any use for the column that tells changes apart. */
  boolean usesRevision(EntityPlan plan, SourceAccess source) {
    try {
      EntityMapper mapper = EntityMapper.compile(plan, source.table(plan.from()));
      return mapper.columns().contains(Table.REVISION);
    } catch (MappingMismatch e) {
      return false;
    }
  }

  /** The sample's table that an entity is made of. */
  Optional<String> table(EntityPlan plan) {
    return Tables.ALL.stream()
        .map(Table::name)
        .filter(name -> database.id(name).equals(plan.from()))
        .findFirst();
  }

  /** The entity with the places of the rows that probes change, which must be there. */
  Optional<ProbedEntity> probed(EntityPlan plan, SourceAccess source) {
    SourceTable table = source.table(plan.from());
    try {
      return probed(plan, EntityMapper.compile(plan, table), rows(table, source));
    } catch (MappingMismatch e) {
      return Optional.empty();
    }
  }

  private static List<SourceRow> rows(SourceTable table, SourceAccess source) {
    List<List<Value>> keys =
        ProbeRows.numbers().stream().map(number -> List.<Value>of(new Value.Int(number))).toList();
    return source.find(table, List.of(table.key().get(0)), keys);
  }

  private Optional<ProbedEntity> probed(
      EntityPlan plan, EntityMapper mapper, List<SourceRow> rows) {
    Map<SourceRow, EntityRow> mapped = new HashMap<>();
    Map<Long, Location> places = new HashMap<>();
    for (SourceRow row : rows) {
      try {
        Optional<EntityRow> made = mapper.map(row);
        if (made.isPresent() && row.value(position(row, 0)) instanceof Value.Int number) {
          mapped.put(row, made.get());
          places.put(number.value(), mapper.location(row));
        }
      } catch (RowRefused e) {
        // The mapping does not take this row: the others are looked for.
      }
    }
    Optional<String> field = revisionField(mapper, mapped);
    return field
        .filter(name -> places.values().stream().noneMatch(at -> at.fields().containsKey(name)))
        .map(
            name ->
                new ProbedEntity(plan, table(plan).orElseThrow(), mapper.schema(), name, places));
  }

  /** The position of a column of the key. */
  private static int position(SourceRow row, int ofKey) {
    return row.table().positions().getOrDefault(row.table().key().get(ofKey), 0);
  }

  /** The field that is Revision in every row; such numbers are nothing else by chance. */
  private static Optional<String> revisionField(
      EntityMapper mapper, Map<SourceRow, EntityRow> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return mapper.schema().fields().stream()
        .map(dev.tandem.model.entity.EntityField::name)
        .filter(
            name ->
                rows.entrySet().stream()
                    .allMatch(row -> revision(row.getKey()).equals(row.getValue().value(name))))
        .findFirst();
  }

  private static Value revision(SourceRow row) {
    Integer position = row.table().positions().get(Table.REVISION);
    return position == null ? Value.NULL : row.value(position);
  }
}
