/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tests of this package plan to capture. */
final class Plans {
  static final TableId ORDERS = new TableId("sales", "dbo", "orders");
  static final SourceColumn ID = column("id", "int");

  private Plans() {}

  static SourceColumn column(String name, String type) {
    return SqlServerTypes.normalise(new SourceColumn(name, type, 20, 0, true, List.of()));
  }

  /** With the key {@code id}, which is NOT NULL. */
  static SourceTable orders(SourceColumn... more) {
    List<SourceColumn> columns = new ArrayList<>();
    columns.add(new SourceColumn("id", "INT", -1, -1, false, List.of()));
    columns.addAll(List.of(more));
    return new SourceTable(SourceKind.SQL_SERVER, ORDERS, columns, List.of("id"));
  }

  static EntityPlan entity(ColumnsPlan columns) {
    return entity(columns, RowsPlan.ALL);
  }

  static EntityPlan entity(ColumnsPlan columns, RowsPlan rows) {
    return new EntityPlan(
        new EntityName("shop", "order"), ORDERS, columns, rows, Optional.empty(), Optional.empty());
  }

  static ColumnsPlan all(FieldPlan... fields) {
    return ColumnsPlan.all(Naming.AS_IS, fields);
  }

  static ColumnsPlan without(String dropped) {
    return new ColumnsPlan(
        Naming.AS_IS, List.of(), ColumnsPlan.Others.MAP, Set.of(dropped), List.of());
  }

  static FieldPlan field(String column, String type) {
    return FieldPlan.of(column, column, Optional.of(Types.parse(type).orElseThrow()));
  }

  static CapturePlan plan(EntityPlan... entities) {
    return CapturePlan.of(List.of("sales"), new MappingPlan(0, List.of(entities)));
  }
}
