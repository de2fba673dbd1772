/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.expression.Condition;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What must hold for a row: to be in the entity at all, and to be sound. */
record RowConditions(Optional<Condition> where, List<Rule> rules) {
  /**
   * The names of the rules that a row breaks and that only warn.
   *
   * @throws RowRefused when it breaks another, or one cannot be evaluated
   */
  List<String> check(Function<String, Value> fields) throws RowRefused {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<String> broken = new ArrayList<>();
    for (Rule rule : rules) {
      if (!rule.holds(fields)) {
        broken.add(rule.name());
      }
    }
    return broken;
  }

  /** A rule with a condition that has been compiled. */
  record Rule(String name, Condition condition, RowsPlan.Severity severity) {
    private boolean holds(Function<String, Value> fields) throws RowRefused {
      try {
        if (condition.test(fields)) {
          return true;
        }
        if (severity == RowsPlan.Severity.WARN) {
          return false;
        }
        throw new Refused(ValueError.RULE, "rule " + name);
      } catch (Refused e) {
        throw new RowRefused("", e);
      }
    }
  }
}
