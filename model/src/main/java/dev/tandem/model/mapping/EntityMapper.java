/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityChange.Origin;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The pure function that carries out a plan for one state of a table. The transform, verification
 * and preview call the same one.
 *
 * @see MapperCompiler
 */
public final class EntityMapper {
  private final RowMapper rows;
  private final RowsPlan.Deletes deletes;
  private final Set<String> columns;

  EntityMapper(RowMapper rows, RowsPlan.Deletes deletes, Set<String> columns) {
    this.rows = rows;
    this.deletes = deletes;
    this.columns = Set.copyOf(columns);
  }

  /**
   * Fits a plan to a table.
   *
   * @throws MappingMismatch with every problem at once when it does not fit
   */
  public static EntityMapper compile(EntityPlan plan, SourceTable table) throws MappingMismatch {
    return compile(plan, table, List.of());
  }

  /**
   * Fits a plan to a table that looked otherwise before.
   *
   * @param earlier its former states, oldest first
   * @throws MappingMismatch also when a field that it had is gone, or of another kind, and the plan
   *     does not say that it may be
   */
  public static EntityMapper compile(EntityPlan plan, SourceTable table, List<SourceTable> earlier)
      throws MappingMismatch {
    return new MapperCompiler(plan, table, earlier).compile();
  }

  /** The columns that it makes fields of. */
  public Set<String> columns() {
    return columns;
  }

  /**
   * The positions of the columns that it asks of a row as it was before a change; the others need
   * not be read.
   */
  public BitSet formerColumns() {
    return deletes instanceof RowsPlan.Soft ? rows.columns() : rows.placeColumns();
  }

  /** The fields that this mapper makes. */
  public EntitySchema schema() {
    return rows.schema();
  }

  /**
   * The entity's row, or empty when the source's row is not in the entity.
   *
   * @throws RowRefused when a field cannot hold its value unchanged (invariant 6), or a rule is
   *     broken
   */
  public Optional<EntityRow> map(SourceRow row) throws RowRefused {
    return rows.map(row).map(RowMapper.Made::row);
  }

  /** How the row comes out of the mapping, step by step; never refuses one. */
  public RowTrace trace(SourceRow row) {
    return rows.trace(row);
  }

  /**
   * The place where a target has the row, if it has it.
   *
   * @throws RowRefused when a field of the place cannot hold its value
   */
  public Location location(SourceRow row) throws RowRefused {
    return rows.location(row);
  }

  /** What a change of the table means for the entity. */
  public Mapping map(SourceChange change, Version version, long committedAtMicros) {
    try {
      return new Moment(version, committedAtMicros).mapped(change);
    } catch (RowRefused e) {
      return new Mapping.Rejected(
          e.error().code(), e.field(), e.error().meaning() + " (" + e.getMessage() + ")");
    }
  }

  /** A change's version and time. */
  private final class Moment {
    private final Version version;
    private final long committedAt;

    Moment(Version version, long committedAt) {
      this.version = version;
      this.committedAt = committedAt;
    }

    Mapping mapped(SourceChange change) throws RowRefused {
      if (change instanceof SourceChange.Read read) {
        return isOrIsNot(read.row(), Origin.READ, Optional.empty(), read::first);
      } else if (change instanceof SourceChange.Created created) {
        return isOrIsNot(created.row(), Origin.CREATE, Optional.empty(), () -> true);
      } else if (change instanceof SourceChange.Updated updated) {
        SourceRow before = updated.before();
        return isOrIsNot(
            updated.after(), Origin.UPDATE, Optional.of(before), () -> rows.isOut(before));
      } else if (change instanceof SourceChange.Deleted deleted) {
        SourceRow before = deleted.before();
        return goneUnless(() -> rows.isOut(before), before);
      }
      return new Mapping.Rejected(
          "E_TRUNCATE",
          "",
          "The table was truncated at the source, which does not say what rows it held: the target still has them."
              + " Delete them there, then drop this dead letter.");
    }

    /**
     * The row as it is now.
     *
     * @param wasOut whether this mapping cannot have let it in before
     */
    private Mapping isOrIsNot(
        SourceRow row, Origin origin, Optional<SourceRow> before, BooleanSupplier wasOut)
        throws RowRefused {
      Optional<RowMapper.Made> made = rows.map(row);
      if (made.isPresent()) {
        EntityRow now = made.get().row();
        List<Location> left = before.isPresent() ? rows.left(before.get(), now) : List.of();
        return new Mapping.Mapped(upserted(now, origin, left), made.get().warnings());
      }
      return goneUnless(wasOut, before.orElse(row));
    }

    /** An earlier revision of the mapping may have let in what this one keeps out. */
    private Mapping goneUnless(BooleanSupplier wasOut, SourceRow last) throws RowRefused {
      return version.revision() == 0 && wasOut.getAsBoolean() ? new Mapping.Ignored() : gone(last);
    }

    private Mapping gone(SourceRow last) throws RowRefused {
      if (deletes instanceof RowsPlan.Keep) {
        return new Mapping.Ignored();
      } else if (deletes instanceof RowsPlan.Soft) {
        EntityRow marked = rows.mapMarked(last, new Value.Moment(committed()));
        return new Mapping.Mapped(upserted(marked, Origin.UPDATE, List.of()));
      }
      Location place = rows.location(last);
      return new Mapping.Mapped(
          new EntityChange.Deleted(
              EntityKey.of(schema(), place.fields()), version, committedAt, List.of(place)));
    }

    private Instant committed() {
      return Instant.EPOCH.plus(committedAt, ChronoUnit.MICROS);
    }

    private EntityChange upserted(EntityRow row, Origin origin, List<Location> left) {
      return new EntityChange.Upserted(row.key(), version, committedAt, origin, row, left);
    }
  }
}
