/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Optional;

/**
 * How a row came out of the mapping, step by step: for people who write one.
 *
 * @param where whether the entity's condition lets the row in; empty without a condition
 * @param fields every field, also of a row that is left out
 * @param rules every rule; none for a row of which a field was refused
 */
public record RowTrace(Optional<Verdict> where, List<Field> fields, List<Verdict> rules) {

  /** Copies the lists. */
  public RowTrace {
    fields = List.copyOf(fields);
    rules = List.copyOf(rules);
  }

  /** Whether the row is left out. */
  public boolean isLeftOut() {
    return where.flatMap(Verdict::holds).filter(holds -> !holds).isPresent();
  }

  /** Whether the row becomes a dead letter. */
  public boolean isRefused() {
    return !isLeftOut()
        && (where.filter(verdict -> verdict.holds().isEmpty()).isPresent()
            || fields.stream().anyMatch(field -> field.problem().isPresent())
            || rules.stream().anyMatch(Verdict::refuses));
  }

  /**
   * One field.
   *
   * @param column where it is from; empty for a constant or computed one
   * @param before the column's value; NULL without a column
   * @param after the field's value; empty when it was refused
   */
  public record Field(
      EntityField field,
      Optional<String> column,
      Value before,
      Optional<Value> after,
      Optional<Problem> problem) {}

  /**
   * One condition.
   *
   * @param name of the rule; {@code where} for the entity's condition
   * @param holds empty when it could not be evaluated
   * @param severity what follows when it does not hold
   */
  public record Verdict(
      String name, RowsPlan.Severity severity, Optional<Boolean> holds, Optional<Problem> problem) {

    /** Whether the row is refused for it. */
    public boolean refuses() {
      return holds.isEmpty() || (!holds.get() && severity == RowsPlan.Severity.REJECT);
    }
  }

  /** A value error's code, and why in words without the value. */
  public record Problem(String code, String reason) {
    /** Of a value that a target refuses. */
    public static Problem of(Refused refused) {
      return new Problem(refused.error().code(), String.valueOf(refused.getMessage()));
    }

    static Problem of(RowRefused refused) {
      return new Problem(refused.error().code(), String.valueOf(refused.getMessage()));
    }
  }
}
