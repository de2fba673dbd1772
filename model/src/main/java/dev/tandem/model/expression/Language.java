/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.tandem.model.type.Type;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** CEL as Tandem has it: its options and limits, the standard functions and our own. */
final class Language {
  static final int MOST_ITERATIONS = 10_000;

  /** Where fields are found whose names are no identifiers: {@code row.`order-id`}. */
  static final String ROW = "row.";

  private static final int LONGEST_TEXT = 4_000;
  private static final int DEEPEST = 60;
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableTimestampOverflowCheck(false) // valid_to - valid_from, up to 9999-12-31
          .maxExpressionCodePointSize(LONGEST_TEXT)
          .maxParseRecursionDepth(DEEPEST)
          .maxParseExpressionNodeCount(LONGEST_TEXT)
          .maxParseErrorRecoveryLimit(1)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .build();

  private static final CelStringExtensions STRINGS =
      CelExtensions.strings(
          CelStringExtensions.Function.CHAR_AT,
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.REVERSE,
          CelStringExtensions.Function.SUBSTRING,
          CelStringExtensions.Function.TRIM,
          CelStringExtensions.Function.UPPER_ASCII);

  private static final CelMathExtensions NUMBERS =
      CelExtensions.math(
          CelMathExtensions.Function.ABS,
          CelMathExtensions.Function.CEIL,
          CelMathExtensions.Function.FLOOR,
          CelMathExtensions.Function.ISFINITE,
          CelMathExtensions.Function.ISINF,
          CelMathExtensions.Function.ISNAN,
          CelMathExtensions.Function.MAX,
          CelMathExtensions.Function.MIN,
          CelMathExtensions.Function.ROUND,
          CelMathExtensions.Function.SIGN,
          CelMathExtensions.Function.TRUNC);

  private static final Functions OURS = new Functions();

  static {
    Decimals.addTo(OURS);
    Equality.addTo(OURS);
    Texts.addTo(OURS);
    Helpers.addTo(OURS);
  }

  private static final CelRuntime RUNTIME = runtime();

  private Language() {}

  private static CelRuntime runtime() {
    CelRuntimeBuilder builder =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(
                        CelStandardFunctions.StandardFunction.EQUALS,
                        CelStandardFunctions.StandardFunction.NOT_EQUALS,
                        CelStandardFunctions.StandardFunction.IN,
                        CelStandardFunctions.StandardFunction.CONTAINS,
                        CelStandardFunctions.StandardFunction.MATCHES)
                    .build())
            .addLibraries(STRINGS, NUMBERS);
    OURS.bindTo(builder);
    return builder.build();
  }

  /** The standard environment declares what {@link #runtime()} replaces, which would overlap. */
  private static CelCompiler compiler(Map<String, Type> fields) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .excludeFunctions(
                        StandardFunction.EQUALS,
                        StandardFunction.NOT_EQUALS,
                        StandardFunction.IN,
                        StandardFunction.OLD_IN,
                        StandardFunction.CONTAINS,
                        StandardFunction.MATCHES)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(STRINGS, NUMBERS);
    OURS.declareTo(builder);
    fields.forEach((name, type) -> declare(builder, name, type));
    return builder.build();
  }

  private static void declare(CelCompilerBuilder builder, String name, Type type) {
    builder.addVar(ROW + name, CelTypes.of(type));
    if (IDENTIFIER.matcher(name).matches()) {
      builder.addVar(name, CelTypes.of(type));
    }
  }

  static CelAbstractSyntaxTree check(String text, Map<String, Type> fields)
      throws MalformedExpression {
    if (text.length() > LONGEST_TEXT) {
      throw new MalformedExpression(
          "an expression may have " + LONGEST_TEXT + " characters",
          new MalformedExpression.Position(1, LONGEST_TEXT + 1));
    }
    CelCompiler compiler = compiler(fields);
    CelAbstractSyntaxTree parsed = tree(compiler.parse(text));
    return tree(compiler.check(withAnyNull(parsed)));
  }

  private static CelAbstractSyntaxTree tree(CelValidationResult result) throws MalformedExpression {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw Complaints.of(result);
    }
  }

  /**
   * Every type of a field can be NULL, but the checker lets null stand for some types only: so it
   * sees {@code dyn(null)}, and {@link Review} whether null stands where it may.
   */
  private static CelAbstractSyntaxTree withAnyNull(CelAbstractSyntaxTree parsed) {
    CelMutableAst tree = CelMutableAst.fromCelAst(parsed);
    CelNavigableMutableExpr root = CelNavigableMutableAst.fromAst(tree).getRoot();
    long id = root.maxId();
    List<CelMutableExpr> nulls =
        root.allNodes().map(CelNavigableMutableExpr::expr).filter(Language::isNull).toList();
    for (CelMutableExpr expression : nulls) {
      id++;
      expression.setCall(
          CelMutableCall.create("dyn", CelMutableExpr.ofConstant(id, expression.constant())));
    }
    return tree.toParsedAst(true);
  }

  private static boolean isNull(CelMutableExpr expression) {
    return expression.getKind() == Kind.CONSTANT
        && expression.constant().getKind() == CelConstant.Kind.NULL_VALUE;
  }

  static CelRuntime.Program plan(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression cannot be planned", e);
    }
  }
}
