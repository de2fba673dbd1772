/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Operator;
import dev.tandem.model.expression.MalformedExpression.Position;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first issue that the library found with an expression, as a sentence for its author. */
final class Complaints {
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.+?)' .*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.+?)' applied to '(.*?)'(?: \\(candidates.*)?",
          Pattern.DOTALL);
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          ".*(?:mismatched|extraneous|no viable alternative at) input '(.*?)'.*", Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("\\w*\\s*\\(");
  private static final Pattern OF_ROW = Pattern.compile("row\\s*\\.\\s*`?([^`\\s=!<>&|?.,)\\]]+)");
  private static final int LONGEST = 200;

  private Complaints() {}

  static MalformedExpression of(CelValidationResult result) {
    List<CelIssue> errors = result.getErrors();
    if (errors.isEmpty()) {
      return new MalformedExpression("it cannot be read", new Position(1, 1));
    }
    CelIssue first =
        errors.stream().min(Comparator.comparing(CelIssue::getSourceLocation)).orElseThrow();
    Position position =
        new Position(
            Math.max(1, first.getSourceLocation().getLine()),
            Math.max(0, first.getSourceLocation().getColumn()) + 1);
    String message = first.getMessage();
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1), position, result);
    }
    return new MalformedExpression(sentence(message), position);
  }

  private static MalformedExpression undeclared(
      String name, Position position, CelValidationResult result) {
    int offset =
        result.getSource().getLocationOffset(position.line(), position.column() - 1).orElse(0);
    String text = result.getSource().getContent().toString();
    String rest = text.substring(text.offsetByCodePoints(0, offset));
    if (CALL.matcher(rest).lookingAt()) {
      return new MalformedExpression("there is no function '" + name + "'", position);
    }
    Matcher ofRow = OF_ROW.matcher(rest);
    String field = name.equals("row") && ofRow.lookingAt() ? ofRow.group(1) : name;
    return new MalformedExpression("there is no field '" + field + "'", position, field);
  }

  private static String sentence(String message) {
    Matcher overload = NO_OVERLOAD.matcher(message);
    if (overload.matches()) {
      return operator(overload.group(1)) + " does not take " + CelTypes.name(overload.group(2));
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      return unexpected.group(1).equals("<EOF>")
          ? "the expression ends too early"
          : "'" + shortened(unexpected.group(1)) + "' does not belong here";
    }
    if (message.startsWith("For input string")) {
      return "the number is out of range";
    }
    return shortened(CelTypes.name(message).replaceAll("\\s+", " "));
  }

  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** An operator as it is written, or the name of a function. */
  static String operator(String function) {
    return Operator.lookupBinaryOperator(function)
        .or(() -> Operator.lookupUnaryOperator(function))
        .filter(symbol -> !symbol.isEmpty())
        .map(symbol -> "'" + symbol + "'")
        .orElse("'" + function + "'");
  }
}
