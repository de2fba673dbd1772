/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import dev.tandem.simulated.value.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** COUNT, COUNT_BIG, MIN, MAX or SUM over all rows: there is no GROUP BY. */
record Aggregate(String function, Term term, SqlType type) {
  private static final Set<String> NAMES = Set.of("COUNT", "COUNT_BIG", "MIN", "MAX", "SUM");

  static boolean isOne(Expression expression) {
    return expression instanceof Expression.Call call
        && NAMES.contains(call.function().toUpperCase(Locale.ROOT));
  }

  static Aggregate of(Expression expression, Binder binder) {
    if (!isOne(expression) || !(expression instanceof Expression.Call call)) {
      throw SqlServerError.notImitated(
          8120, "A column is invalid in the select list beside an aggregate function.");
    }
    if (call.arguments().size() != 1) {
      throw SqlServerError.notImitated(174, "An aggregate function requires one argument.");
    }
    Expression argument = call.arguments().get(0);
    Term term =
        argument instanceof Expression.Star
            ? new Term(SqlType.BIT, row -> true)
            : binder.bind(argument);
    String function = call.function().toUpperCase(Locale.ROOT);
    return new Aggregate(function, term, type(function, term.type()));
  }

  private static SqlType type(String function, SqlType of) {
    return switch (function) {
      case "COUNT" -> SqlType.INT;
      case "COUNT_BIG" -> SqlType.BIGINT;
      case "SUM" -> sum(of);
      default -> of;
    };
  }

  private static SqlType sum(SqlType of) {
    if (of.kind() == Kind.REAL || of.kind() == Kind.FLOAT) {
      return SqlType.FLOAT;
    }
    if (of.kind().isInteger()) {
      return of.kind() == Kind.BIGINT ? SqlType.BIGINT : SqlType.INT;
    }
    boolean money = of.kind() == Kind.MONEY || of.kind() == Kind.SMALLMONEY;
    return money ? SqlType.of(Kind.MONEY) : SqlType.numeric(38, of.scale());
  }

  @Nullable Object over(List<Row> rows) {
    Stream<Object> values = rows.stream().map(term::value).filter(Objects::nonNull);
    return switch (function) {
      case "COUNT", "COUNT_BIG" -> values.count();
      case "MIN" -> values.min(Values::compare).orElse(null);
      case "MAX" -> values.max(Values::compare).orElse(null);
      default -> sum(values);
    };
  }

  private @Nullable Object sum(Stream<Object> values) {
    return values
        .map(value -> Values.exact(Values.number(value)))
        .reduce(BigDecimal::add)
        .map(total -> Coercion.required(type, total))
        .orElse(null);
  }
}
