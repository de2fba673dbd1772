/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pure function that carries out a plan for one state of a table. The transform, verification
 * and preview call the same one.
 *
 * @see MapperCompiler
 */
public final class EntityMapper {
  private final EntitySchema schema;
  private final int[] columns;
  private final Set<String> locationFields;

  EntityMapper(EntitySchema schema, int[] columns, Set<String> locationFields) {
    this.schema = schema;
    this.columns = columns;
    this.locationFields = locationFields;
  }

  /**
   * Fits a plan to a table.
   *
   * @throws MappingMismatch with every problem at once when it does not fit
   */
  public static EntityMapper compile(EntityPlan plan, SourceTable table) throws MappingMismatch {
    return new MapperCompiler(plan, table).compile();
  }

  /** The fields that this mapper makes. */
  public EntitySchema schema() {
    return schema;
  }

  /**
   * The entity's row.
   *
   * @throws RowRefused when a field cannot hold its value unchanged (invariant 6)
   */
  public EntityRow map(SourceRow row) throws RowRefused {
    Value[] values = new Value[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = field(i, row);
    }
    return new EntityRow(schema, values);
  }

  /** What a change of the table means for the entity. */
  public Mapping map(SourceChange change, Version version, long committedAtMicros) {
    try {
      return mapped(change, version, committedAtMicros);
    } catch (RowRefused e) {
      return new Mapping.Rejected(
          e.error().code(), e.field(), e.error().meaning() + " (" + e.getMessage() + ")");
    }
  }

  private Mapping mapped(SourceChange change, Version version, long committedAt) throws RowRefused {
    if (change instanceof SourceChange.Read read) {
      return upserted(map(read.row()), EntityChange.Origin.READ, List.of(), version, committedAt);
    } else if (change instanceof SourceChange.Created created) {
      return upserted(
          map(created.row()), EntityChange.Origin.CREATE, List.of(), version, committedAt);
    } else if (change instanceof SourceChange.Updated updated) {
      EntityRow after = map(updated.after());
      List<Location> left = left(updated.before(), after);
      return upserted(after, EntityChange.Origin.UPDATE, left, version, committedAt);
    } else if (change instanceof SourceChange.Deleted deleted) {
      Location last = location(deleted.before());
      EntityChange gone =
          new EntityChange.Deleted(
              EntityKey.of(schema, last.fields()), version, committedAt, List.of(last));
      return new Mapping.Mapped(gone);
    }
    return new Mapping.Rejected(
        "E_TRUNCATE",
        "",
        "The table was truncated at the source, which does not say what rows it held: the target still has them."
            + " Delete them there, then drop this dead letter.");
  }

  private static Mapping upserted(
      EntityRow row,
      EntityChange.Origin origin,
      List<Location> left,
      Version version,
      long committedAt) {
    return new Mapping.Mapped(
        new EntityChange.Upserted(row.key(), version, committedAt, origin, row, left));
  }

  private List<Location> left(SourceRow before, EntityRow after) throws RowRefused {
    if (locationFields.size() == schema.key().size()) {
      return List
          .of(); // no target keeps rows by anything but the key, which an update never changes
    }
    Location was = location(before);
    return was.equals(after.location(locationFields)) ? List.of() : List.of(was);
  }

  private Location location(SourceRow row) throws RowRefused {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) {
      String name = schema.fields().get(i).name();
      if (locationFields.contains(name)) {
        fields.put(name, field(i, row));
      }
    }
    return new Location(fields);
  }

  private Value field(int index, SourceRow row) throws RowRefused {
    EntityField field = schema.fields().get(index);
    Value value = row.value(columns[index]);
    try {
      if (!value.isNull()) {
        return field.type().accept(value);
      }
      if (!field.nullable()) {
        throw new Refused(ValueError.NULL, "the field is required");
      }
      return value;
    } catch (Refused e) {
      throw new RowRefused(field.name(), e);
    }
  }
}
