/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.tandem.model.error.Causes;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A refusal on its way out through the CEL runtime, whose own messages would show row values. */
final class Failure extends CelRuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  Failure(String reason) {
    super(refused(reason), CelErrorCode.INVALID_ARGUMENT);
    this.reason = reason;
  }

  /** What went wrong, in the words of the one who threw it. */
  String reason() {
    return reason;
  }

  /** Without a stack trace, as refusals are: a bad table brings millions of them. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  static Refused refused(String reason) {
    return new Refused(ValueError.EXPRESSION, reason);
  }

  /** What went wrong, without the message of the library. */
  static Refused refused(CelEvaluationException e) {
    return Causes.find(e, Refused.class).orElseGet(() -> refused(reason(e.getErrorCode())));
  }

  private static String reason(CelErrorCode code) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "a map or JSON object has no member of that name";
      case INDEX_OUT_OF_BOUNDS -> "a list has no element at that index";
      case DIVIDE_BY_ZERO -> "a division by zero";
      case DUPLICATE_ATTRIBUTE -> "a key stands twice in one map";
      case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD ->
          "a function or operator was given NULL, or another kind of value than it takes";
      case NUMERIC_OVERFLOW -> "a number out of range";
      case ITERATION_BUDGET_EXCEEDED ->
          "more than " + Language.MOST_ITERATIONS + " elements were looked at";
      case BAD_FORMAT -> "text that does not have the form that a conversion reads";
      case INVALID_ARGUMENT -> "a function was given a value that it does not take";
      case TYPE_NOT_FOUND, INTERNAL_ERROR ->
          "an operator was given NULL, or another kind of value than it takes";
    };
  }

  /** What kind of value it is, in the words of docs/expressions.md, without the value. */
  static String kind(Object value) {
    if (value instanceof NullValue) {
      return "null";
    } else if (value instanceof Boolean) {
      return "a bool";
    } else if (value instanceof String) {
      return "a string";
    } else if (value instanceof Number) {
      return "a number";
    } else if (value instanceof Value.Decimal) {
      return "a decimal";
    } else if (value instanceof Instant) {
      return "a timestamp";
    } else if (value instanceof Duration) {
      return "a duration";
    } else if (value instanceof List) {
      return "a list";
    }
    return value instanceof Map ? "a map" : "another kind of value";
  }
}
