/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.tandem.model.expression.MalformedExpression.Position;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants of an expression and the text that they were written as. */
final class Literals {
  private static final Pattern NUMBER =
      Pattern.compile("-?\\s*(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");

  private final String text;
  private final CelAbstractSyntaxTree tree;

  Literals(String text, CelAbstractSyntaxTree tree) {
    this.text = text;
    this.tree = tree;
  }

  boolean isText(CelExpr expression) {
    return isConstant(expression, CelConstant.Kind.STRING_VALUE);
  }

  /** Whether it is a floating point number that is written out. */
  boolean isNumber(CelExpr expression) {
    return isConstant(expression, CelConstant.Kind.DOUBLE_VALUE);
  }

  /** Whether it is one that is too large to be kept. */
  boolean isInfinite(CelExpr expression) {
    return isNumber(expression) && Double.isInfinite(expression.constant().doubleValue());
  }

  /** Whether it is one, and means as a decimal just what is written. */
  boolean isExactFloat(CelExpr expression) {
    if (!isNumber(expression) || isInfinite(expression)) {
      return false;
    }
    Matcher number = NUMBER.matcher(text).region(offset(expression), text.length());
    return number.lookingAt()
        && new BigDecimal(number.group().replaceAll("\\s", ""))
                .abs()
                .compareTo(BigDecimal.valueOf(expression.constant().doubleValue()).abs())
            == 0;
  }

  private static boolean isConstant(CelExpr expression, CelConstant.Kind kind) {
    return expression.getKind() == Kind.CONSTANT && expression.constant().getKind() == kind;
  }

  Position position(CelExpr expression) {
    String before = text.substring(0, offset(expression));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int start = before.lastIndexOf('\n') + 1;
    return new Position(line, before.codePointCount(start, before.length()) + 1);
  }

  /** The library counts characters, Java counts UTF-16 units. */
  private int offset(CelExpr expression) {
    Integer characters = tree.getSource().getPositionsMap().get(expression.id());
    int known = characters == null ? 0 : Math.max(0, characters);
    return text.offsetByCodePoints(0, Math.min(known, text.codePointCount(0, text.length())));
  }
}
