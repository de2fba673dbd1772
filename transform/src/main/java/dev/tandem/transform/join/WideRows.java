/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.join.RowParts;
import dev.tandem.model.join.WideTable;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.WireCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts joined rows together, with the mapper for the states that their tables were in. */
final class WideRows {
  private final EntityPlan plan;
  private final SchemaStore schemas;
  private final Decoder decoder;
  private final Lookups lookups;
  private final List<Nesting> nestings;
  private final Map<List<SourceTable>, Fit> fits = new HashMap<>();
  private List<SourceTable> lastTables = List.of();
  private @Nullable Fit lastFit;
  private final Map<TableId, SourceTable> latest = new HashMap<>();

  WideRows(EntityPlan plan, SchemaStore schemas) {
    this.plan = plan;
    this.schemas = schemas;
    this.decoder = new Decoder(schemas);
    this.lookups = new Lookups(plan.shape(), schemas);
    this.nestings =
        plan.joins().embeds().stream()
            .map(embed -> new Nesting(embed, plan.columns().naming()::apply, schemas))
            .toList();
  }

  EntityPlan plan() {
    return plan;
  }

  /** What belongs to a row; empty while the joins are not as far as the row. */
  Optional<RowParts> parts(byte[] joined) {
    Parts parts = Parts.read(joined);
    SourceRow base = decoder.row(base(joined).image());
    return lookups.of(base, parts.get(1)).map(parents -> new RowParts(base, parents, own(parts)));
  }

  static BaseRow base(byte[] joined) {
    return BaseRow.read(Parts.read(joined).required(0));
  }

  private List<List<RowParts.Child>> own(Parts parts) {
    List<List<RowParts.Child>> children = new ArrayList<>();
    for (int i = 0; i < nestings.size(); i++) {
      children.add(nestings.get(i).of(parts.get(2 + i)));
    }
    return children;
  }

  /**
   * The mapper for a row.
   *
   * @throws TandemException when nothing is known of one of the tables
   */
  Fit fit(RowParts parts) {
    List<SourceTable> tables = new ArrayList<>();
    tables.add(parts.base().table());
    List<JoinsPlan.Lookup> all = plan.joins().lookups();
    for (int i = 0; i < all.size(); i++) {
      TableId id = all.get(i).from();
      Optional<SourceRow> row = parts.parents().get(i).row();
      tables.add(row.map(SourceRow::table).orElseGet(() -> known(id)));
    }
    Fit fit = isLast(tables) ? lastFit : null;
    if (fit == null) {
      fit = fits.computeIfAbsent(tables, this::fit);
      lastTables = tables;
      lastFit = fit;
    }
    return fit;
  }

  /** Tables are the same objects nearly always, and long to compare. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isLast(List<SourceTable> tables) {
    if (tables.size() != lastTables.size()) {
      return false;
    }
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i) != lastTables.get(i)) {
        return false;
      }
    }
    return true;
  }

  private Fit fit(List<SourceTable> tables) {
    Map<TableId, SourceTable> byId = new HashMap<>();
    tables.forEach(table -> byId.put(table.id(), table));
    byId.put(plan.from(), tables.get(0));
    try {
      FittedTable fitted =
          FittedTable.of(
              plan,
              id -> {
                SourceTable table = byId.get(id);
                return table == null ? known(id) : table;
              });
      return new Fit(fitted.wide(), fitted.mapper(), "");
    } catch (MappingMismatch e) {
      return new Fit(null, null, String.valueOf(e.getMessage()));
    }
  }

  /** A table as it was last; of one without rows, capture has told its columns all the same. */
  private SourceTable known(TableId id) {
    return latest.computeIfAbsent(
        id,
        table ->
            schemas
                .latest(table)
                .orElseThrow(
                    () ->
                        new TandemException(
                            WireCode.SCHEMA_UNKNOWN,
                            "nothing is known of the columns of "
                                + table
                                + ". "
                                + WireCode.SCHEMA_UNKNOWN.remedy())));
  }

  /**
   * How the rows of some states of the tables are mapped.
   *
   * @param mismatch why they cannot be; then the others are null
   */
  record Fit(@Nullable WideTable wide, @Nullable EntityMapper mapper, String mismatch) {}
}
