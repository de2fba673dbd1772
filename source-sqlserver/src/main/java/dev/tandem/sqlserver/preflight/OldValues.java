/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.expression.Condition;
import dev.tandem.model.expression.Formula;
import dev.tandem.model.expression.MalformedExpression;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappedColumn;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Type;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a deleted row was in an entity, and where a target kept it, only its old values tell; of
 * a TEXT, NTEXT or IMAGE change data capture has none.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/sql/relational-databases/system-tables/cdc-capture-instance-ct-transact-sql">cdc.&lt;capture_instance&gt;_CT</a>
 */
final class OldValues implements Check {
  private static final Set<String> WITHOUT = Set.of("TEXT", "NTEXT", "IMAGE");

  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    for (SourceTable table : server.tables(database)) {
      for (EntityPlan entity : server.plan().of(table.id())) {
        problems.addAll(problems(entity, table));
      }
    }
    return problems.stream().distinct().toList();
  }

  static List<Problem> problems(EntityPlan entity, SourceTable table) {
    Set<String> inCondition = inCondition(entity, table);
    Set<String> inLocation = entity.locationFields();
    List<Problem> problems = new ArrayList<>();
    for (MappedColumn mapped : MappedColumn.of(entity, table)) {
      if (WITHOUT.contains(mapped.column().typeName())) {
        String field = mapped.field().name();
        if (inCondition.contains(field)) {
          problems.add(problem(table, mapped.column(), "where: of " + entity.name()));
        }
        if (inLocation.contains(field)) {
          problems.add(problem(table, mapped.column(), "the DynamoDB key of " + entity.name()));
        }
      }
    }
    return problems;
  }

  private static Problem problem(SourceTable table, SourceColumn column, String use) {
    return Problem.of(
        SqlServerCode.OLD_VALUE,
        table.id() + "." + column.name(),
        "change data capture never has the old value of a "
            + column.typeName()
            + ", and "
            + use
            + " needs it when a row changes or goes: do without the column there.");
  }

  /** The fields that where: names, or that are computed into what it names. */
  private static Set<String> inCondition(EntityPlan entity, SourceTable table) {
    Map<String, Type> types = types(entity, table);
    Set<String> used = new HashSet<>();
    entity.rows().where().ifPresent(text -> used.addAll(fields(text, types)));
    for (FieldPlan field : entity.columns().fields()) {
      if (used.contains(field.name()) && field.origin() instanceof FieldPlan.Computed computed) {
        used.addAll(fields(computed.expression(), typeOf(field), types));
      }
    }
    return used;
  }

  private static Map<String, Type> types(EntityPlan entity, SourceTable table) {
    Map<String, Type> types = new HashMap<>();
    entity.columns().fields().forEach(field -> types.put(field.name(), typeOf(field)));
    MappedColumn.of(entity, table)
        .forEach(mapped -> mapped.type().ifPresent(type -> types.put(mapped.field().name(), type)));
    return types;
  }

  private static Type typeOf(FieldPlan field) {
    return field.type().orElseGet(() -> new TextType(TextType.UNLIMITED));
  }

  private static Set<String> fields(String condition, Map<String, Type> types) {
    try {
      return Condition.compile(condition, types).fields();
    } catch (MalformedExpression e) {
      return Set.of(); // what fits the mapping to its tables says so
    }
  }

  private static Set<String> fields(String formula, Type type, Map<String, Type> types) {
    try {
      return Formula.compile(formula, types, type).fields();
    } catch (MalformedExpression e) {
      return Set.of(); // the same
    }
  }
}
