/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.PostgresPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A target table as it is, fitted to the schema of the entity that it holds.
 *
 * @param deferrable whether it has a constraint that can wait for the end of a transaction
 */
record TargetTable(
    PostgresPlan plan, EntitySchema schema, List<TargetColumn> columns, boolean deferrable) {
  TargetTable {
    columns = List.copyOf(columns);
  }

  TargetColumn column(String field) {
    return columns.stream()
        .filter(column -> column.name().equals(field))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + field + " in " + plan));
  }

  List<TargetColumn> key() {
    return schema.key().stream().map(this::column).toList();
  }

  /** The columns that hold no field. */
  List<FactColumn> facts() {
    return facts(plan);
  }

  static List<FactColumn> facts(PostgresPlan plan) {
    List<FactColumn> facts = new ArrayList<>();
    plan.metadata().forEach((name, fact) -> facts.add(new FactColumn(name, fact)));
    return facts;
  }

  /** Whether a row can lie in any of several partitions, so that no index tells its key alone. */
  boolean isSplit() {
    return plan.partitioning().filter(by -> !schema.key().contains(by.field())).isPresent();
  }
}
