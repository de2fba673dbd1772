/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final String VERSION_COLUMN = "_version";

  private final EntityPlan plan;
  private final SourceTable table;
  private final List<MappingProblem> problems = new ArrayList<>();
  private final Map<String, EntityField> fieldsByColumn = new LinkedHashMap<>();

  MapperCompiler(EntityPlan plan, SourceTable table) {
    this.plan = plan;
    this.table = table;
  }

  EntityMapper compile() throws MappingMismatch {
    checkDeclaredColumns();
    table.columns().forEach(this::addField);
    List<String> key = key();
    checkNames();
    checkTemplates();
    if (!problems.isEmpty()) {
      throw new MappingMismatch(problems);
    }
    List<EntityField> fields = List.copyOf(fieldsByColumn.values());
    Map<String, Integer> positions = table.positions();
    int[] columns = fieldsByColumn.keySet().stream().mapToInt(positions::get).toArray();
    Set<String> locationFields = new LinkedHashSet<>(key);
    locationFields.addAll(plan.locationFields());
    return new EntityMapper(new EntitySchema(plan.name(), fields, key), columns, locationFields);
  }

  private void checkDeclaredColumns() {
    Set<String> columns = table.positions().keySet();
    plan.fields().stream()
        .filter(field -> !columns.contains(field.column()))
        .forEach(
            field ->
                problem(
                    "field "
                        + field.name()
                        + " is from column "
                        + field.column()
                        + ", which "
                        + table.id()
                        + " does not have"));
  }

  private void addField(SourceColumn column) {
    Optional<FieldPlan> declared =
        plan.fields().stream().filter(field -> field.column().equals(column.name())).findFirst();
    String name = declared.map(FieldPlan::name).orElseGet(() -> plan.naming().apply(column.name()));
    Optional<Type> type = declared.flatMap(FieldPlan::type).or(() -> MySqlTypes.domainType(column));
    if (type.isEmpty()) {
      problem(
          "column "
              + column.name()
              + " of "
              + table.id()
              + " has the type "
              + column.typeName()
              + ", which Tandem does not carry");
      return;
    }
    boolean nullable = column.nullable() && !keyColumns().contains(column.name());
    fieldsByColumn.put(column.name(), new EntityField(name, type.get(), nullable));
  }

  private List<String> keyColumns() {
    return plan.key().isEmpty() ? table.key() : plan.key();
  }

  private List<String> key() {
    if (keyColumns().isEmpty()) {
      problem(
          table.id()
              + " has no primary key: name the columns that identify a row with key: [column, ...]");
    }
    List<String> missing =
        keyColumns().stream().filter(column -> !fieldsByColumn.containsKey(column)).toList();
    if (!missing.isEmpty()) {
      problem("the key columns " + missing + " of " + table.id() + " are not mapped");
    }
    return keyColumns().stream()
        .map(fieldsByColumn::get)
        .filter(Objects::nonNull)
        .map(EntityField::name)
        .toList();
  }

  private void checkNames() {
    Map<String, Long> uses =
        fieldsByColumn.values().stream()
            .collect(Collectors.groupingBy(EntityField::name, Collectors.counting()));
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
    Set<String> reserved = new LinkedHashSet<>(Set.of(VERSION_COLUMN));
    plan.dynamo().ifPresent(dynamo -> reserved.addAll(dynamo.reservedAttributes()));
    uses.keySet().stream()
        .filter(reserved::contains)
        .forEach(
            name ->
                problem(
                    "the field "
                        + name
                        + " has a name that Tandem needs itself: rename it under fields"));
  }

  private void checkTemplates() {
    plan.dynamo()
        .ifPresent(
            dynamo -> {
              check("the key", dynamo.key());
              dynamo.indexes().forEach((name, keys) -> check("index " + name, keys));
              dynamo
                  .timeToLive()
                  .ifPresent(ttl -> checkTemporal("ttl", Set.of(ttl.field()), Set.of(ttl.field())));
            });
  }

  private void check(String where, DynamoPlan.Keys keys) {
    checkTemporal(where, keys.partition().fields(), keys.partition().formattedFields());
    keys.sort().ifPresent(sort -> checkTemporal(where, sort.fields(), sort.formattedFields()));
  }

  private void checkTemporal(String where, Set<String> used, Set<String> temporal) {
    Map<String, EntityField> byName =
        fieldsByColumn.values().stream()
            .collect(Collectors.toMap(EntityField::name, Function.identity(), (a, b) -> a));
    for (String name : used) {
      EntityField field = byName.get(name);
      if (field == null) {
        problem(where + " uses the field " + name + ", which " + plan.name() + " does not have");
      } else if (temporal.contains(name) && !isTemporal(field.type())) {
        problem(where + " formats the field " + name + " as a time, but it is a " + field.type());
      }
    }
  }

  private static boolean isTemporal(Type type) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, INSTANT -> true;
      default -> false;
    };
  }

  private void problem(String text) {
    problems.add(new MappingProblem(plan.name(), plan.name() + ": " + text + "."));
  }
}
