/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** An expression that has been checked against its fields and planned for evaluation. */
final class Compiled {
  private final String text;
  private final Map<String, String> variables;
  private final CelType result;
  private final CelRuntime.Program program;

  private Compiled(
      String text, Map<String, String> variables, CelType result, CelRuntime.Program program) {
    this.text = text;
    this.variables = variables;
    this.result = result;
    this.program = program;
  }

  static Compiled of(String text, Map<String, Type> fields) throws MalformedExpression {
    CelAbstractSyntaxTree tree = Language.check(text, fields);
    Review review = new Review(text, tree, fields);
    review.check();
    return new Compiled(text, review.variables(), tree.getResultType(), Language.plan(tree));
  }

  /** Refuses an expression whose type is known and is none of these; no types stand for any. */
  void expect(Set<CelType> types, String expectation, String advice) throws MalformedExpression {
    boolean fits =
        types.isEmpty()
            || result.kind().isDyn()
            || types.stream().anyMatch(type -> fits(type, result));
    if (!fits) {
      throw new MalformedExpression(
          expectation + ", but the expression gives " + CelTypes.name(result) + advice,
          new MalformedExpression.Position(1, 1));
    }
  }

  /** Lists may be of elements of unknown type; numbers are told apart. */
  private static boolean fits(CelType type, CelType result) {
    return type.kind() == result.kind() && CelTypes.comparable(type, result);
  }

  Object evaluate(Function<String, Value> fields) throws Refused {
    Evaluation evaluation = new Evaluation(variables, fields);
    try {
      return evaluation.run(program);
    } catch (CelEvaluationException e) {
      throw evaluation.refusal(e);
    }
  }

  Set<String> fields() {
    return Set.copyOf(variables.values());
  }

  String text() {
    return text;
  }
}
