/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The expression of a computed field. Pure and thread-safe. */
public final class Formula {
  private final Compiled compiled;
  private final Type type;

  private Formula(Compiled compiled, Type type) {
    this.compiled = compiled;
    this.type = type;
  }

  /**
   * Compiles a formula.
   *
   * @param fields the fields that it may name, with their types; any of them may be NULL
   * @param type the type of the computed field
   * @throws MalformedExpression when it is no expression, names what is not there, compares what
   *     cannot be equal, or does not give what the type holds
   */
  public static Formula compile(String text, Map<String, Type> fields, Type type)
      throws MalformedExpression {
    Compiled compiled = Compiled.of(text, fields);
    compiled.expect(CelTypes.giving(type), "the field is " + type, CelTypes.advice(type));
    return new Formula(compiled, type);
  }

  /**
   * The field's value for a row, as its type holds it; {@link Value#NULL} when the expression gives
   * null.
   *
   * @param fields the row's value of a field, in the type that it was declared with; asked only for
   *     fields that the evaluation comes to
   * @throws Refused with {@link dev.tandem.model.type.ValueError#EXPRESSION} when it cannot be
   *     computed, and with the type's own error when the type cannot hold the result
   */
  public Value evaluate(Function<String, Value> fields) throws Refused {
    return FromCel.value(compiled.evaluate(fields), type);
  }

  /** The fields that it names. */
  public Set<String> fields() {
    return compiled.fields();
  }

  /** The formula as it was written. */
  @Override
  public String toString() {
    return compiled.text();
  }
}
