/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds out of a condition which part of a key it can be true for. */
final class KeyRanges {
  private final Binder binder;

  KeyRanges(Binder binder) {
    this.binder = binder;
  }

  /**
   * The range that a condition needs.
   *
   * @param key the places of the key's columns in the binder's scope
   */
  KeyRange of(@Nullable Expression condition, List<Integer> key) {
    if (condition == null) {
      return KeyRange.ALL;
    }
    List<Object> low = new ArrayList<>();
    List<Object> high = new ArrayList<>();
    for (int column : key) {
      Bounds bounds = bounds(condition, column);
      if (bounds.low() != null) {
        low.add(bounds.low());
      }
      if (bounds.high() != null) {
        high.add(bounds.high());
      }
      if (bounds.low() == null || !Objects.equals(bounds.low(), bounds.high())) {
        break; // only behind one value does the next column narrow the range
      }
    }
    return new KeyRange(Row.of(low), Row.of(high));
  }

  /** The least and the most that a column may be; null for no bound. */
  private record Bounds(@Nullable Object low, @Nullable Object high) {
    static final Bounds NONE = new Bounds(null, null);

    Bounds and(Bounds other) {
      return new Bounds(
          either(low, other.low, Bounds::larger), either(high, other.high, Bounds::smaller));
    }

    Bounds or(Bounds other) {
      return new Bounds(
          low == null || other.low == null ? null : smaller(low, other.low),
          high == null || other.high == null ? null : larger(high, other.high));
    }

    private static @Nullable Object either(
        @Nullable Object one, @Nullable Object other, BinaryOperator<Object> ofBoth) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return ofBoth.apply(one, other);
    }

    private static Object larger(Object one, Object other) {
      return Values.compare(one, other) >= 0 ? one : other;
    }

    private static Object smaller(Object one, Object other) {
      return Values.compare(one, other) <= 0 ? one : other;
    }
  }

  private Bounds bounds(Expression condition, int column) {
    if (condition instanceof Expression.And and) {
      return bounds(and.left(), column).and(bounds(and.right(), column));
    }
    if (condition instanceof Expression.Or or) {
      return bounds(or.left(), column).or(bounds(or.right(), column));
    }
    if (condition instanceof Expression.In in && isColumn(in.value(), column)) {
      return in.choices().stream()
          .map(choice -> bounds("=", choice))
          .reduce(Bounds::or)
          .orElse(Bounds.NONE);
    }
    if (condition instanceof Expression.Comparison comparison) {
      if (isColumn(comparison.left(), column)) {
        return bounds(comparison.operator(), comparison.right());
      }
      if (isColumn(comparison.right(), column)) {
        return bounds(mirrored(comparison.operator()), comparison.left());
      }
    }
    return Bounds.NONE;
  }

  private Bounds bounds(String operator, Expression bound) {
    if (bound.all().anyMatch(this::isOwnColumn)) {
      return Bounds.NONE;
    }
    Object value = binder.constant(bound);
    return switch (operator) {
      case "=" -> new Bounds(value, value);
      case ">", ">=" -> new Bounds(value, null);
      case "<", "<=" -> new Bounds(null, value);
      default -> Bounds.NONE;
    };
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  /** Whether it differs from row to row: a column of the query around is the same for them all. */
  private boolean isOwnColumn(Expression expression) {
    return expression instanceof Expression.Name name
        && binder.scope().find(name.name()).isPresent();
  }

  private boolean isColumn(Expression expression, int column) {
    return expression instanceof Expression.Name name
        && binder.scope().find(name.name()).equals(OptionalInt.of(column));
  }
}
