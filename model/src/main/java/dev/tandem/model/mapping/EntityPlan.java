/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one table becomes one entity, and where that entity goes. */
public record EntityPlan(
    EntityName name,
    TableId from,
    ColumnsPlan columns,
    RowsPlan rows,
    Optional<PostgresPlan> postgres,
    Optional<DynamoPlan> dynamo) {

  /** The columns that identify a row of the table; empty when there are none. */
  public List<String> keyColumns(SourceTable table) {
    return columns.key().isEmpty() ? table.key() : columns.key();
  }

  /** Whether both are made of one table in one domain. */
  boolean isOfTheSameTable(EntityPlan other) {
    return from.equals(other.from) && name.domain().equals(other.name.domain());
  }

  /** The fields, besides the key, that decide where a target keeps a row. */
  public Set<String> locationFields() {
    return dynamo.map(DynamoPlan::locationFields).orElseGet(LinkedHashSet::new);
  }
}
