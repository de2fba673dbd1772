/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.RawChange;
import dev.tandem.wire.RawChangeReader;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes raw records with the columns of their own day, and maps them into every entity made of
 * their table.
 */
final class ChangeMapper {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeMapper.class);

  private static final String TOO_BIG =
      "The row is larger than Kafka takes, so the value was left out of the raw record:"
          + " shorten it at the source, or leave the column out of the entity with drop.";

  private final MappingPlan plan;
  private final SchemaStore schemas;
  private final Map<SchemaId, TableReader> readers = new HashMap<>();

  ChangeMapper(MappingPlan plan, SchemaStore schemas) {
    this.plan = plan;
    this.schemas = schemas;
  }

  int revision() {
    return plan.revision();
  }

  List<TableId> tables() {
    return plan.tables();
  }

  /**
   * What a raw record means for each of its entities.
   *
   * @throws RawRefused when it cannot be decoded
   */
  List<Result> map(RawHeaders headers, long offset, byte[] value) throws RawRefused {
    TableReader reader =
        readers.computeIfAbsent(
            headers.schema(), id -> new TableReader(schemas.table(id), schemas.earlier(id), plan));
    Version version = Version.of(headers.generation(), offset, plan.revision());
    RawChange raw = reader.raw.read(value);
    RawChange change = headers.first() ? raw.first() : raw;
    List<Result> results = new ArrayList<>(reader.entities.size());
    for (EntityReader entity : reader.entities) {
      results.add(
          new Result(entity.plan, entity.mapper, entity.map(change, headers.cut(), version)));
    }
    return results;
  }

  /**
   * An entity's part in a record.
   *
   * @param mapper null when the plan does not fit the table, and so the mapping is a rejection
   */
  record Result(EntityPlan entity, @Nullable EntityMapper mapper, Mapping mapping) {}

  private static final class TableReader {
    private final RawChangeReader raw;
    private final List<EntityReader> entities;

    TableReader(SourceTable table, List<SourceTable> earlier, MappingPlan plan) {
      this.entities =
          plan.of(table.id()).stream()
              .map(entity -> new EntityReader(entity, table, earlier))
              .toList();
      this.raw = new RawChangeReader(table, formerColumns(entities));
    }

    private static BitSet formerColumns(List<EntityReader> entities) {
      BitSet columns = new BitSet();
      for (EntityReader entity : entities) {
        if (entity.mapper != null) {
          columns.or(entity.mapper.formerColumns());
        }
      }
      return columns;
    }
  }

  private static final class EntityReader {
    private final EntityPlan plan;
    private final @Nullable EntityMapper mapper;
    private final String mismatch;

    EntityReader(EntityPlan plan, SourceTable table, List<SourceTable> earlier) {
      this.plan = plan;
      EntityMapper fitting = null;
      String problem = "";
      try {
        fitting = EntityMapper.compile(plan, table, earlier);
      } catch (MappingMismatch e) {
        problem = String.valueOf(e.getMessage());
        LOG.error("{} is not written until this is mended: {}", plan.name(), problem);
      }
      this.mapper = fitting;
      this.mismatch = problem;
    }

    Mapping map(RawChange raw, Optional<CutColumns> cut, Version version) {
      if (mapper == null) {
        return new Mapping.Rejected("E_MAPPING", "", mismatch);
      }
      Optional<String> missing = cut.flatMap(columns -> missing(columns, mapper));
      return missing.isPresent()
          ? new Mapping.Rejected("E_TOO_BIG", missing.get(), TOO_BIG)
          : mapper.map(raw.change(), version, raw.committedAtMicros());
    }

    /** A column that the entity needs, and the record leaves out. */
    private Optional<String> missing(CutColumns cut, EntityMapper mapper) {
      Set<String> needed = new TreeSet<>(cut.after());
      if (plan.rows().where().isPresent()) {
        needed.addAll(cut.before()); // whether the row was in the entity cannot be told without
      }
      return needed.stream().filter(mapper.columns()::contains).findFirst();
    }
  }
}
