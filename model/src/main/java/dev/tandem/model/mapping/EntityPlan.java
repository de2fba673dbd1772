/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one table becomes one entity, and where that entity goes.
 *
 * @param fields what the mapping says of single fields; every other column becomes a field by
 *     {@code naming}
 * @param key columns that identify a row of a table without a key of its own; empty for the table's
 *     own key
 */
public record EntityPlan(
    EntityName name,
    TableId from,
    Naming naming,
    List<FieldPlan> fields,
    List<String> key,
    Optional<PostgresPlan> postgres,
    Optional<DynamoPlan> dynamo) {

  /** Copies the lists. */
  public EntityPlan {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
  }

  /** The fields, besides the key, that decide where a target keeps a row. */
  public Set<String> locationFields() {
    return dynamo.map(DynamoPlan::locationFields).orElseGet(LinkedHashSet::new);
  }
}
