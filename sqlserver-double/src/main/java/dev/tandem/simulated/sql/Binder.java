/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import dev.tandem.simulated.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Resolves the names in expressions. */
final class Binder {
  private final Session session;
  private final Map<String, Argument> arguments;
  private final Scope scope;
  private final @Nullable Around around;

  /** A row of the query around this one, whose columns it may name. */
  private record Around(Binder binder, Row row) {}

  Binder(Session session, Map<String, Argument> arguments, Scope scope) {
    this(session, arguments, scope, null);
  }

  private Binder(
      Session session, Map<String, Argument> arguments, Scope scope, @Nullable Around around) {
    this.session = session;
    this.arguments = arguments;
    this.scope = scope;
    this.around = around;
  }

  Binder within(Scope other) {
    return new Binder(session, arguments, other, around);
  }

  private Binder below(Row row) {
    return new Binder(session, arguments, Scope.EMPTY, new Around(this, row));
  }

  Session session() {
    return session;
  }

  Scope scope() {
    return scope;
  }

  /** The value of an expression that names no column. */
  @Nullable Object constant(Expression expression) {
    return within(Scope.EMPTY).bind(expression).constant();
  }

  /** The number that a TOP, OFFSET or FETCH names. */
  long count(Expression expression) {
    Object value = constant(expression);
    long count = value == null ? 0 : (Long) Coercion.required(SqlType.BIGINT, value);
    if (count < 0) {
      throw new SqlServerError(127, "A number of rows may not be negative.");
    }
    return count;
  }

  /** A condition, true where none is written. */
  Term condition(@Nullable Expression expression) {
    return expression == null ? new Term(SqlType.BIT, row -> true) : bind(expression);
  }

  Term bind(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return new Term(literal.type(), row -> literal.value());
    }
    if (expression instanceof Expression.Variable variable) {
      return variable(variable.name());
    }
    if (expression instanceof Expression.Name name) {
      return column(name.name());
    }
    if (expression instanceof Expression.Call call) {
      List<Term> terms = call.arguments().stream().map(this::bind).toList();
      return Functions.bind(session, call.name(), terms);
    }
    if (expression instanceof Expression.Cast cast) {
      Term value = bind(cast.value());
      return new Term(cast.type(), row -> cast(cast, value.value(row)));
    }
    if (expression instanceof Expression.Arithmetic arithmetic) {
      return Arithmetics.bind(
          arithmetic.operator(), bind(arithmetic.left()), bind(arithmetic.right()));
    }
    if (expression instanceof Expression.Case cases) {
      return cases(cases);
    }
    return new Term(SqlType.BIT, bindCondition(expression));
  }

  private static @Nullable Object cast(Expression.Cast cast, @Nullable Object value) {
    try {
      return Coercion.store(cast.type(), value);
    } catch (SqlServerError e) {
      if (cast.tries()) {
        return null;
      }
      throw e;
    }
  }

  private Term column(List<String> name) {
    if (around != null && scope.find(name).isEmpty()) {
      Term outer = around.binder().column(name);
      Object value = outer.value(around.row());
      return new Term(outer.type(), row -> value);
    }
    int place = scope.place(name);
    return new Term(scope.columns().get(place).type(), row -> row.get(place));
  }

  private Term.Body bindCondition(Expression expression) {
    if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison);
    }
    if (expression instanceof Expression.And and) {
      return connected(bind(and.left()), bind(and.right()), false);
    }
    if (expression instanceof Expression.Or or) {
      return connected(bind(or.left()), bind(or.right()), true);
    }
    if (expression instanceof Expression.Not not) {
      Term inner = bind(not.condition());
      return row -> inner.value(row) instanceof Boolean known ? !known : null;
    }
    if (expression instanceof Expression.IsNull isNull) {
      Term value = bind(isNull.value());
      return row -> value.value(row) == null;
    }
    if (expression instanceof Expression.Like like) {
      return LikePattern.bind(bind(like.value()), bind(like.pattern()));
    }
    if (expression instanceof Expression.Exists exists) {
      return row -> Query.findsAny(exists.select(), below(row));
    }
    if (expression instanceof Expression.In in) {
      return in(bind(in.value()), in.choices().stream().map(this::bind).toList());
    }
    throw SqlServerError.notImitated(
        SqlServerError.SYNTAX, "Incorrect syntax near '" + expression + "'.");
  }

  /** AND is settled by a false side, OR by a true one; else an unknown side makes it unknown. */
  private static Term.Body connected(Term left, Term right, boolean settles) {
    return row -> {
      Object one = left.value(row);
      if (one instanceof Boolean known && known == settles) {
        return settles;
      }
      Object other = right.value(row);
      if (other instanceof Boolean known && known == settles) {
        return settles;
      }
      boolean unknown = one == null || other == null;
      return unknown ? null : !settles;
    };
  }

  private Term.Body comparison(Expression.Comparison comparison) {
    Term left = bind(comparison.left());
    Term right = bind(comparison.right());
    IntPredicate holds = holds(comparison.operator());
    return row -> {
      Object one = left.value(row);
      Object other = right.value(row);
      if (one == null || other == null) {
        return null;
      }
      return holds.test(Values.compare(one, other));
    };
  }

  private static IntPredicate holds(String operator) {
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "<>" -> order -> order != 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      default -> order -> order >= 0;
    };
  }

  private static Term.Body in(Term value, List<Term> choices) {
    return row -> {
      Object sought = value.value(row);
      boolean unknown = sought == null;
      for (Term choice : choices) {
        Object offered = choice.value(row);
        if (sought != null && offered != null && Values.compare(sought, offered) == 0) {
          return true;
        }
        unknown |= offered == null;
      }
      return unknown ? null : false;
    };
  }

  private Term cases(Expression.Case cases) {
    List<Term> whens = cases.branches().stream().map(branch -> bind(branch.when())).toList();
    List<Term> thens = cases.branches().stream().map(branch -> bind(branch.then())).toList();
    Term otherwise = bind(cases.otherwise());
    SqlType type = thens.get(0).type();
    return new Term(type, row -> Coercion.store(type, chosen(whens, thens, otherwise, row)));
  }

  private static @Nullable Object chosen(
      List<Term> whens, List<Term> thens, Term otherwise, Row row) {
    for (int i = 0; i < whens.size(); i++) {
      if (whens.get(i).holds(row)) {
        return thens.get(i).value(row);
      }
    }
    return otherwise.value(row);
  }

  private Term variable(String name) {
    Argument argument = arguments.get(name.toLowerCase(Locale.ROOT));
    if (argument != null) {
      return new Term(argument.type(), row -> argument.value());
    }
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "@@TRANCOUNT" -> new Term(SqlType.INT, row -> (long) session.transactions());
      case "@@ROWCOUNT" -> new Term(SqlType.INT, row -> session.rowCount());
      case "@@IDENTITY" -> new Term(SqlType.numeric(38, 0), row -> session.identity());
      case "@@SPID" -> new Term(SqlType.SMALLINT, row -> (long) session.id());
      case "@@VERSION" -> new Term(SqlType.nvarchar(300), row -> Functions.VERSION);
      case "@@SERVERNAME" -> new Term(SqlType.SYSNAME, row -> "double");
      default ->
          throw new SqlServerError(137, "Must declare the scalar variable \"" + name + "\".");
    };
  }
}
