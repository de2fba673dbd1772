/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.expression.Condition;
import dev.tandem.model.expression.MalformedExpression;
import dev.tandem.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Compiles what must hold for the rows of an entity. */
final class ConditionCompiler {
  private final RowsPlan plan;
  private final Map<String, Type> fields;
  private final Consumer<String> problems;

  ConditionCompiler(EntityPlan plan, Map<String, EntityField> fields, Consumer<String> problems) {
    this.plan = plan.rows();
    this.fields =
        fields.values().stream().collect(Collectors.toMap(EntityField::name, EntityField::type));
    this.problems = problems;
  }

  RowConditions compile() {
    Optional<Condition> where = plan.where().flatMap(text -> condition("where", text));
    List<RowConditions.Rule> rules = new ArrayList<>();
    for (RowsPlan.Rule rule : plan.rules()) {
      condition("rule " + rule.name(), rule.condition())
          .map(condition -> new RowConditions.Rule(rule.name(), condition, rule.severity()))
          .ifPresent(rules::add);
    }
    return new RowConditions(where, rules);
  }

  private Optional<Condition> condition(String what, String text) {
    try {
      return Optional.of(Condition.compile(text, fields));
    } catch (MalformedExpression e) {
      problems.accept(what + " cannot be compiled: " + e.getMessage());
      return Optional.empty();
    }
  }
}
