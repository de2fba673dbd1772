/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.join.WideTable;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One of the tables that an entity is made of, with the mapper for its rows.
 *
 * @param wide what its joins add; without any, the table itself
 */
public record FittedTable(EntityPlan plan, WideTable wide, EntityMapper mapper) {

  /** The table whose rows the mapper takes. */
  public SourceTable table() {
    return wide.table();
  }

  /**
   * Fits one plan to its tables.
   *
   * @throws MappingMismatch with every problem at once when it does not fit
   */
  public static FittedTable of(EntityPlan plan, Function<TableId, SourceTable> tables)
      throws MappingMismatch {
    WideTable wide = plan.wide(tables);
    return new FittedTable(plan, wide, EntityMapper.compile(plan, wide.table()));
  }

  /**
   * Fits the plans of one entity to their tables.
   *
   * @param plans all of that entity
   * @param tables a table as it is now
   * @throws MappingMismatch with every problem at once when one does not fit, or when the tables do
   *     not make the same fields: a target has one column for all of them
   */
  public static List<FittedTable> all(List<EntityPlan> plans, Function<TableId, SourceTable> tables)
      throws MappingMismatch {
    List<FittedTable> fitted = new ArrayList<>();
    List<MappingProblem> problems = new ArrayList<>();
    for (EntityPlan plan : plans) {
      try {
        fitted.add(of(plan, tables));
      } catch (MappingMismatch e) {
        problems.addAll(e.problems());
      }
    }
    if (problems.isEmpty()) {
      for (FittedTable other : fitted.subList(1, fitted.size())) {
        problems.addAll(fitted.get(0).differences(other));
      }
      problems.addAll(unknownDrops(fitted));
    }
    if (!problems.isEmpty()) {
      throw new MappingMismatch(problems);
    }
    return fitted;
  }

  private List<MappingProblem> differences(FittedTable other) {
    List<MappingProblem> problems = new ArrayList<>();
    EntitySchema mine = mapper.schema();
    EntitySchema theirs = other.mapper.schema();
    Map<String, String> types = types(mine);
    Map<String, String> otherTypes = types(theirs);
    TreeSet<String> names = new TreeSet<>(types.keySet());
    names.addAll(otherTypes.keySet());
    for (String field : names) {
      String type = types.get(field);
      String otherType = otherTypes.get(field);
      if (type == null || otherType == null) {
        problems.add(
            problem(
                (type == null ? other : this).table().id()
                    + " makes a field "
                    + field
                    + ", "
                    + (type == null ? this : other).table().id()
                    + " does not: name its column in both under fields:, or leave it out with drop:"));
      } else if (!type.equals(otherType)) {
        problems.add(
            problem(
                "the field "
                    + field
                    + " is "
                    + type
                    + " in "
                    + table().id()
                    + " and "
                    + otherType
                    + " in "
                    + other.table().id()
                    + ": declare a type: under fields: that holds the values of both"));
      }
    }
    if (problems.isEmpty() && !mine.key().equals(theirs.key())) {
      problems.add(
          problem(
              "the key is made of "
                  + mine.key()
                  + " in "
                  + table().id()
                  + " and of "
                  + theirs.key()
                  + " in "
                  + other.table().id()
                  + ": name the same columns in key: for both"));
    }
    return problems;
  }

  private static Map<String, String> types(EntitySchema schema) {
    return schema.fields().stream()
        .collect(Collectors.toMap(EntityField::name, field -> field.type().toString()));
  }

  /** One table may lack a column that is dropped for another; none may be misspelt. */
  private static List<MappingProblem> unknownDrops(List<FittedTable> fitted) {
    FittedTable first = fitted.get(0);
    return first.plan.columns().dropped().stream()
        .filter(
            column ->
                fitted.stream()
                    .flatMap(one -> one.table().columns().stream())
                    .map(SourceColumn::name)
                    .noneMatch(column::equals))
        .sorted()
        .map(
            column ->
                first.problem("column " + column + " is dropped, but no table has such a column"))
        .toList();
  }

  private MappingProblem problem(String text) {
    return new MappingProblem(plan.name(), plan.name() + ": " + text + ".");
  }
}
