/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fits a plan to a table, or says all that does not fit. */
final class MapperCompiler {
  private static final int LONGEST_POSTGRES_KEY = 32;

  private final EntityPlan plan;
  private final SourceTable table;
  private final List<SourceTable> earlier;
  private final List<MappingProblem> problems = new ArrayList<>();

  MapperCompiler(EntityPlan plan, SourceTable table, List<SourceTable> earlier) {
    this.plan = plan;
    this.table = table;
    this.earlier = earlier;
  }

  EntityMapper compile() throws MappingMismatch {
    FieldCompiler compiler = new FieldCompiler(plan, table, this::problem);
    List<FieldMapper> made = compiler.compile();
    List<EntityField> fields = made.stream().map(FieldMapper::field).toList();
    List<String> key = key(compiler.fieldsByColumn());
    checkNames(fields);
    Map<String, EntityField> byName =
        fields.stream()
            .collect(Collectors.toMap(EntityField::name, Function.identity(), (a, b) -> a));
    new FormerFields(plan, earlier).problems(table, byName).forEach(this::problem);
    plan.dynamo().ifPresent(dynamo -> new TemplateCheck(plan, byName, this::problem).check(dynamo));
    plan.dynamo()
        .ifPresent(dynamo -> new AttributeCheck(plan, byName, this::problem).check(dynamo));
    plan.postgres()
        .ifPresent(postgres -> new PostgresPlanCheck(plan, byName, this::problem).check(postgres));
    RowConditions conditions = new ConditionCompiler(plan, byName, this::problem).compile();
    if (!problems.isEmpty()) {
      throw new MappingMismatch(problems);
    }
    Set<String> placeFields = new LinkedHashSet<>(key);
    placeFields.addAll(plan.locationFields());
    EntitySchema schema = new EntitySchema(plan.name(), fields, key);
    return new EntityMapper(
        new RowMapper(schema, made, conditions, marks(schema), placeFields),
        plan.rows().deletes(),
        compiler.fieldsByColumn().keySet());
  }

  private List<String> key(Map<String, EntityField> fieldsByColumn) {
    List<String> columns = plan.keyColumns(table);
    if (columns.isEmpty()) {
      problem(
          table.id()
              + " has no primary key: name the columns that identify a row with key: [column, ...]");
    }
    if (plan.columns().wholeRow()) {
      checkWholeRow(columns);
    }
    List<String> missing =
        columns.stream().filter(column -> !fieldsByColumn.containsKey(column)).toList();
    if (!missing.isEmpty()) {
      problem("the key columns " + missing + " of " + table.id() + " are not mapped");
    }
    return plan.columns()
        .keyFields(
            columns.stream()
                .map(fieldsByColumn::get)
                .filter(Objects::nonNull)
                .map(EntityField::name)
                .toList());
  }

  /** A column that came later would give every row another key than the target knows it by. */
  private void checkWholeRow(List<String> columns) {
    if (!table.key().isEmpty() && !Set.copyOf(table.key()).equals(Set.copyOf(columns))) {
      problem(
          table.id()
              + " has the key "
              + table.key()
              + ", not all of its columns: remove key: all, or, if columns came or went since capture"
              + " began, fill the entity anew in a pipeline of another name");
    }
    if (plan.postgres().isPresent() && columns.size() > LONGEST_POSTGRES_KEY) {
      problem(
          table.id()
              + " has "
              + columns.size()
              + " columns, and a key of PostgreSQL at most "
              + LONGEST_POSTGRES_KEY
              + ": name those that identify a row with key: [column, ...]");
    }
  }

  private void checkNames(List<EntityField> fields) {
    Map<String, Long> uses =
        fields.stream().collect(Collectors.groupingBy(EntityField::name, Collectors.counting()));
    uses.forEach(
        (name, count) -> {
          if (count > 1) {
            problem(
                count
                    + " columns of "
                    + table.id()
                    + " become the field "
                    + name
                    + ": rename all but one under fields");
          }
        });
    if (uses.containsKey(Version.NAME)) {
      problem(
          "the field "
              + Version.NAME
              + " has a name that Tandem needs itself: rename it under fields");
    }
  }

  private Optional<RowMapper.Marks> marks(EntitySchema schema) {
    if (!(plan.rows().deletes() instanceof RowsPlan.Soft soft)) {
      return Optional.empty();
    }
    Map<String, Integer> positions = schema.positions();
    return Optional.ofNullable(positions.get(soft.flag()))
        .map(flag -> new RowMapper.Marks(flag, soft.time().map(positions::get)));
  }

  private void problem(String text) {
    problems.add(new MappingProblem(plan.name(), plan.name() + ": " + text + "."));
  }
}
