/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.types.SimpleType;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A rule or filter: an expression that is true or false for a row. Pure and thread-safe. */
public final class Condition {
  private final Compiled compiled;

  private Condition(Compiled compiled) {
    this.compiled = compiled;
  }

  /**
   * Compiles a condition.
   *
   * @param fields the fields that it may name, with their types; any of them may be NULL
   * @throws MalformedExpression when it is no expression, names what is not there, compares what
   *     cannot be equal, or is no condition
   */
  public static Condition compile(String text, Map<String, Type> fields)
      throws MalformedExpression {
    Compiled compiled = Compiled.of(text, fields);
    compiled.expect(Set.of(SimpleType.BOOL), "a condition is true or false", "");
    return new Condition(compiled);
  }

  /**
   * Whether the condition holds.
   *
   * @param fields the row's value of a field, in the type that it was declared with; asked only for
   *     fields that the evaluation comes to
   * @throws Refused with {@link dev.tandem.model.type.ValueError#EXPRESSION} when it cannot be
   *     said, for example because a number to compare is NULL
   */
  public boolean test(Function<String, Value> fields) throws Refused {
    Object result = compiled.evaluate(fields);
    if (result instanceof Boolean holds) {
      return holds;
    }
    throw Failure.refused("the condition is neither true nor false but " + Failure.kind(result));
  }

  /** The fields that it names. */
  public Set<String> fields() {
    return compiled.fields();
  }

  /** The condition as it was written. */
  @Override
  public String toString() {
    return compiled.text();
  }
}
