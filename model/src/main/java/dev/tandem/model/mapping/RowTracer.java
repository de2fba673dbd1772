/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.expression.Condition;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Maps one row like {@link RowMapper}, but goes on behind a problem and keeps what it sees. */
final class RowTracer {
  private final List<FieldMapper> fields;
  private final RowConditions conditions;
  private final SourceRow row;
  private final Map<String, Value> values = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  RowTracer(List<FieldMapper> fields, RowConditions conditions, SourceRow row) {
    this.fields = fields;
    this.conditions = conditions;
    this.row = row;
  }

  RowTrace trace() {
    Map<String, RowTrace.Field> traced = new HashMap<>();
    fields.stream().filter(field -> !isComputed(field)).forEach(field -> trace(field, traced));
    fields.stream().filter(RowTracer::isComputed).forEach(field -> trace(field, traced));
    List<RowTrace.Field> inOrder = new ArrayList<>();
    fields.forEach(field -> inOrder.add(traced.get(field.field().name())));
    Optional<RowTrace.Verdict> where = conditions.where().map(this::where);
    List<RowTrace.Verdict> rules = new ArrayList<>();
    if (refused.isEmpty()) {
      conditions
          .rules()
          .forEach(rule -> rules.add(verdict(rule.name(), rule.severity(), rule.condition())));
    }
    return new RowTrace(where, inOrder, rules);
  }

  private static boolean isComputed(FieldMapper field) {
    return field.origin() instanceof FieldMapper.Computed;
  }

  private void trace(FieldMapper field, Map<String, RowTrace.Field> traced) {
    Optional<Value> after = Optional.empty();
    Optional<RowTrace.Problem> problem = Optional.empty();
    try {
      requireMade(field.uses());
      Value value = field.map(row, this::value);
      values.put(field.field().name(), value);
      after = Optional.of(value);
    } catch (RowRefused e) {
      refused.add(field.field().name());
      problem = Optional.of(RowTrace.Problem.of(e));
    }
    Optional<Integer> position = field.column();
    traced.put(
        field.field().name(),
        new RowTrace.Field(
            field.field(),
            position.map(column -> row.table().columns().get(column).name()),
            position.map(row::value).orElse(Value.NULL),
            after,
            problem));
  }

  private RowTrace.Verdict where(Condition condition) {
    return verdict("where", RowsPlan.Severity.REJECT, condition);
  }

  private RowTrace.Verdict verdict(String name, RowsPlan.Severity severity, Condition condition) {
    try {
      requireMade(condition.fields());
      return new RowTrace.Verdict(
          name, severity, Optional.of(condition.test(this::value)), Optional.empty());
    } catch (Refused e) {
      return undecided(name, severity, new RowRefused("", e));
    } catch (RowRefused e) {
      return undecided(name, severity, e);
    }
  }

  private static RowTrace.Verdict undecided(
      String name, RowsPlan.Severity severity, RowRefused why) {
    return new RowTrace.Verdict(
        name, severity, Optional.empty(), Optional.of(RowTrace.Problem.of(why)));
  }

  private void requireMade(Set<String> names) throws RowRefused {
    for (String name : names) {
      if (refused.contains(name)) {
        throw RowRefused.because(name);
      }
    }
  }

  private Value value(String name) {
    return values.getOrDefault(name, Value.NULL);
  }
}
