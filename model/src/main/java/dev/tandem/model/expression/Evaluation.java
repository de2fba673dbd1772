/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One evaluation for one row: reads fields as they are asked for and pays for the work. */
final class Evaluation implements CelVariableResolver {
  private final Map<String, String> variables;
  private final Function<String, Value> fields;
  private final Budget budget = new Budget();
  private @Nullable Map<String, Object> documents;
  private @Nullable RuntimeException thrownByCaller;

  Evaluation(Map<String, String> variables, Function<String, Value> fields) {
    this.variables = variables;
    this.fields = fields;
  }

  Object run(CelRuntime.Program program) throws CelEvaluationException, Refused {
    Budget before = Budget.enter(budget);
    try {
      Object result = program.trace(this, budget::payFor);
      if (budget.isSpent()) {
        throw Failure.refused(Budget.REASON); // an || may have swallowed the failure
      }
      rethrow();
      return result;
    } finally {
      Budget.leave(before);
    }
  }

  /** What to make of a failed evaluation; a failure to read a field is the caller's own. */
  Refused refusal(CelEvaluationException e) {
    rethrow();
    return budget.isSpent() ? Failure.refused(Budget.REASON) : Failure.refused(e);
  }

  private void rethrow() {
    if (thrownByCaller != null) {
      throw thrownByCaller;
    }
  }

  @Override
  public Optional<Object> find(String name) {
    String field = variables.get(name);
    return field == null ? Optional.empty() : Optional.of(document(field));
  }

  /** Documents and arrays are converted once, however often a loop reads them. */
  private Object document(String field) {
    Object known = documents == null ? null : documents.get(field);
    if (known != null) {
      return known;
    }
    Value value = read(field);
    Object converted = ToCel.object(value);
    if (value instanceof Value.Json || value instanceof Value.Array) {
      documents = documents == null ? new HashMap<>() : documents;
      documents.put(field, converted);
    }
    return converted;
  }

  private Value read(String field) {
    try {
      return fields.apply(field);
    } catch (RuntimeException e) {
      thrownByCaller = e;
      throw e;
    }
  }
}
