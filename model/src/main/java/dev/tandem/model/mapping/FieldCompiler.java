/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.expression.Formula;
import dev.tandem.model.expression.MalformedExpression;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.transform.Transform;
import dev.tandem.model.type.BooleanType;
import dev.tandem.model.type.InstantType;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a mapper for each field of an entity: those of the columns in the table's order, then those
 * that come from no column.
 */
final class FieldCompiler {
  private final EntityPlan plan;
  private final SourceTable table;
  private final Consumer<String> problems;
  private final List<FieldMapper> fields = new ArrayList<>();
  private final Map<String, EntityField> fieldsByColumn = new LinkedHashMap<>();

  FieldCompiler(EntityPlan plan, SourceTable table, Consumer<String> problems) {
    this.plan = plan;
    this.table = table;
    this.problems = problems;
  }

  /** All fields that can be made; what cannot is a problem. */
  List<FieldMapper> compile() {
    checkColumns();
    table.columns().forEach(this::addColumn);
    ofOrigin(FieldPlan.Constant.class).forEach(this::addConstant);
    ofOrigin(FieldPlan.OfTable.class).forEach(this::addOrigin);
    Map<String, Type> plain = new HashMap<>();
    fields.forEach(made -> plain.put(made.field().name(), made.field().type()));
    ofOrigin(FieldPlan.Computed.class).forEach(field -> addComputed(field, plain));
    if (plan.rows().deletes() instanceof RowsPlan.Soft soft) {
      addMarks(soft);
    }
    return fields;
  }

  /** The field that stands for each column: the first one that is made of it. */
  Map<String, EntityField> fieldsByColumn() {
    return fieldsByColumn;
  }

  private void checkColumns() {
    var known = table.positions().keySet();
    for (FieldPlan field : plan.columns().fields()) {
      field
          .column()
          .filter(column -> !known.contains(column))
          .ifPresent(
              column ->
                  problems.accept(
                      "field "
                          + field.name()
                          + " is from column "
                          + column
                          + ", which "
                          + table.id()
                          + " does not have"));
    }
    plan.columns().dropped().stream()
        .filter(column -> !known.contains(column) && !plan.isShared())
        .sorted()
        .forEach(
            column ->
                problems.accept(
                    "column " + column + " is dropped, but " + table.id() + " does not have it"));
  }

  private List<FieldPlan> ofOrigin(Class<? extends FieldPlan.Origin> origin) {
    return plan.columns().fields().stream()
        .filter(field -> origin.isInstance(field.origin()))
        .toList();
  }

  private void addColumn(SourceColumn column) {
    List<FieldPlan> declared =
        plan.columns().fields().stream()
            .filter(field -> field.column().equals(Optional.of(column.name())))
            .toList();
    declared.forEach(field -> addColumn(column, field));
    if (declared.isEmpty() && isMapped(column)) {
      String name = plan.columns().naming().apply(column.name());
      addColumn(column, FieldPlan.of(name, column.name(), Optional.empty()));
    }
  }

  private boolean isMapped(SourceColumn column) {
    if (plan.columns().isLeftOut(column.name())) {
      return false;
    }
    if (plan.columns().others() == ColumnsPlan.Others.REFUSE) {
      problems.accept(
          "column "
              + column.name()
              + " of "
              + table.id()
              + " is neither mapped nor dropped, as other_columns: refuse demands");
    }
    return plan.columns().others() != ColumnsPlan.Others.IGNORE || isKey(column);
  }

  private boolean isKey(SourceColumn column) {
    return plan.keyColumns(table).contains(column.name());
  }

  private void addColumn(SourceColumn column, FieldPlan field) {
    Optional<Type> type = field.type().or(() -> table.kind().domainType(column));
    if (type.isEmpty()) {
      problems.accept(
          "column "
              + column.name()
              + " of "
              + table.id()
              + " has the type "
              + column.typeName()
              + ", which Tandem does not carry");
      return;
    }
    // Of several tables another may allow NULL, and the target has one column for all of them.
    boolean canBeNull = column.nullable() || !field.steps().isEmpty() || plan.isShared();
    boolean nullable = canBeNull && !isKey(column);
    int position = table.positions().getOrDefault(column.name(), -1);
    EntityField made = add(field, type.get(), nullable, new FieldMapper.Column(position));
    fieldsByColumn.putIfAbsent(column.name(), made);
  }

  private void addConstant(FieldPlan field) {
    Type type = field.type().orElseThrow();
    String text = ((FieldPlan.Constant) field.origin()).text();
    add(field, type, false, new FieldMapper.Constant(accepted(field, type, text)));
  }

  private void addOrigin(FieldPlan field) {
    TableOrigin origin = new TableOrigin(field);
    boolean key = plan.columns().keyOrigins().contains(field);
    Value value = Value.NULL;
    try {
      value = origin.of(table.id());
      if (value.isNull() && (key || field.required())) {
        throw new Refused(ValueError.NULL, "the field is required");
      }
    } catch (Refused e) {
      problems.accept(
          "field "
              + field.name()
              + " cannot be made of the name of "
              + table.id()
              + ": "
              + e.error().meaning()
              + " ("
              + e.getMessage()
              + ")");
    }
    EntityField made = new EntityField(field.name(), origin.type(), !key && !field.required());
    fields.add(new FieldMapper(made, new FieldMapper.Constant(value), List.of(), Value.NULL));
  }

  private void addComputed(FieldPlan field, Map<String, Type> plain) {
    Type type = field.type().orElseThrow();
    String text = ((FieldPlan.Computed) field.origin()).expression();
    try {
      add(field, type, true, new FieldMapper.Computed(Formula.compile(text, plain, type)));
    } catch (MalformedExpression e) {
      problems.accept("field " + field.name() + " cannot be compiled: " + e.getMessage());
    }
  }

  /** A field that is NULL in no row is none that may be. */
  private EntityField add(
      FieldPlan field, Type type, boolean canBeNull, FieldMapper.Origin origin) {
    Value otherwise = field.otherwise().map(text -> accepted(field, type, text)).orElse(Value.NULL);
    boolean nullable = canBeNull && !field.required() && otherwise.isNull();
    EntityField made = new EntityField(field.name(), type, nullable);
    List<Transform> steps = field.steps().stream().map(FieldPlan.Step::transform).toList();
    fields.add(new FieldMapper(made, origin, steps, otherwise));
    return made;
  }

  private Value accepted(FieldPlan field, Type type, String text) {
    try {
      return type.accept(new Value.Text(text));
    } catch (Refused e) {
      problems.accept("field " + field.name() + " is a " + type + ", which '" + text + "' is not");
      return Value.NULL;
    }
  }

  private void addMarks(RowsPlan.Soft soft) {
    fields.add(
        new FieldMapper(
            new EntityField(soft.flag(), new BooleanType(), false),
            new FieldMapper.Constant(new Value.Bool(false)),
            List.of(),
            Value.NULL));
    soft.time()
        .ifPresent(
            time ->
                fields.add(
                    new FieldMapper(
                        new EntityField(time, new InstantType(), true),
                        new FieldMapper.Constant(Value.NULL),
                        List.of(),
                        Value.NULL)));
  }
}
