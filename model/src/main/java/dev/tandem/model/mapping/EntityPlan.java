/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.join.JoinMismatch;
import dev.tandem.model.join.JoinShape;
import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.join.WideTable;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How one table becomes one entity, and where that entity goes. An entity that is made of the rows
 * of several tables has a plan for each, and these differ in the table alone.
 *
 * @param joins what each row takes from rows of other tables
 */
public record EntityPlan(
    EntityName name,
    TableId from,
    ColumnsPlan columns,
    RowsPlan rows,
    Optional<PostgresPlan> postgres,
    Optional<DynamoPlan> dynamo,
    JoinsPlan joins) {

  /** An entity that takes nothing from other tables. */
  public EntityPlan(
      EntityName name,
      TableId from,
      ColumnsPlan columns,
      RowsPlan rows,
      Optional<PostgresPlan> postgres,
      Optional<DynamoPlan> dynamo) {
    this(name, from, columns, rows, postgres, dynamo, JoinsPlan.NONE);
  }

  /** The columns that identify a row of the table; empty when there are none. */
  public List<String> keyColumns(SourceTable table) {
    if (columns.wholeRow()) {
      return table.columns().stream().map(SourceColumn::name).toList();
    }
    List<String> declared = columns.declaredKey();
    return declared.isEmpty() ? table.key() : declared;
  }

  /** Whether the entity is made to hold rows of several tables. */
  public boolean isShared() {
    return !columns.keyOrigins().isEmpty();
  }

  /** Whether its rows are made of rows of several tables. */
  public boolean isJoined() {
    return !joins.isEmpty();
  }

  /** Which columns its joins are about; a new one each time, since it is for one thread. */
  public JoinShape shape() {
    List<String> used =
        columns.fields().stream().flatMap(field -> field.column().stream()).toList();
    return new JoinShape(joins, used, columns.naming()::apply);
  }

  /**
   * Its table with all that its joins add.
   *
   * @param tables each as it is at the time
   * @throws MappingMismatch when the joins do not fit them
   */
  public WideTable wide(Function<TableId, SourceTable> tables) throws MappingMismatch {
    try {
      return WideTable.of(shape(), tables.apply(from), tables);
    } catch (JoinMismatch e) {
      throw new MappingMismatch(
          e.problems().stream()
              .map(problem -> new MappingProblem(name, name + ": " + problem + "."))
              .toList());
    }
  }

  /** The same for another table. */
  EntityPlan from(TableId table) {
    return new EntityPlan(name, table, columns, rows, postgres, dynamo, joins);
  }

  /** The same for other tables at the targets. */
  public EntityPlan to(Optional<PostgresPlan> otherPostgres, Optional<DynamoPlan> otherDynamo) {
    return new EntityPlan(name, from, columns, rows, otherPostgres, otherDynamo, joins);
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
