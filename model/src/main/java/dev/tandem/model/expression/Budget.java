/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.values.CelByteString;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The work that one evaluation may do, so that no rule and no row holds up the pipeline. Each value
 * that an expression comes to costs its size, and a search what it may take at worst; a unit is
 * about 100 ns.
 */
final class Budget {
  static final String REASON = "the expression has too much to do for this row";

  private static final long UNITS = 500_000;
  private static final int CHARACTERS_PER_UNIT = 32;
  private static final int COLLECTED_PER_UNIT = 16;
  private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

  private long left = UNITS;

  /** Makes this the budget of the thread, and tells which was before. */
  static @Nullable Budget enter(Budget budget) {
    Budget before = CURRENT.get();
    CURRENT.set(budget);
    return before;
  }

  static void leave(@Nullable Budget before) {
    CURRENT.set(before);
  }

  /** Pays for the work of a function; free while an expression is compiled. */
  static void pay(long units) {
    Budget current = CURRENT.get();
    if (current != null) {
      current.spend(units);
    }
  }

  boolean isSpent() {
    return left < 0;
  }

  /** Pays for a value as a whole: the runtime itself walks through lists and maps. */
  void payFor(CelExpr expression, Object value) {
    if (!(value instanceof List<?> || value instanceof Map<?, ?>)) {
      spend(1 + length(value) / CHARACTERS_PER_UNIT);
    } else if (isCollector(expression)) {
      spend(1 + size(value, left * COLLECTED_PER_UNIT) / COLLECTED_PER_UNIT);
    } else {
      spend(size(value, left));
    }
  }

  /** What a loop gathers its result in, and looks at for each element, but only in passing. */
  private static boolean isCollector(CelExpr expression) {
    return expression.getKind() == Kind.IDENT && expression.ident().name().equals("@result");
  }

  private static long length(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    return value instanceof CelByteString bytes ? bytes.size() : 0;
  }

  /** The units that a value is worth; not looked into any further once they are more than that. */
  private static long size(Object value, long most) {
    long size = 1 + length(value) / CHARACTERS_PER_UNIT;
    Collection<?> parts = List.of();
    if (value instanceof List<?> list) {
      parts = list;
    } else if (value instanceof Map<?, ?> map) {
      size += map.size();
      parts = map.values();
    }
    for (Object part : parts) {
      if (size > most) {
        break;
      }
      size += size(part, most - size);
    }
    return size;
  }

  private void spend(long units) {
    left -= units;
    if (left < 0) {
      left = -1;
      throw new Failure(REASON);
    }
  }
}
