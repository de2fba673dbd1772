/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.SqlType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has a value, and a condition, whose value is true, false or unknown. */
sealed interface Expression {
  /** What it is made of. */
  default List<Expression> parts() {
    return List.of();
  }

  /** Itself and all within it. */
  default Stream<Expression> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
  }

  record Literal(SqlType type, @Nullable Object value) implements Expression {}

  /** A parameter with its @, or a global variable with its @@. */
  record Variable(String name) implements Expression {}

  /**
   * A column.
   *
   * @param name its last part is the column's, before which those of its table may stand
   */
  record Name(List<String> name) implements Expression {
    String column() {
      return name.get(name.size() - 1);
    }
  }

  /** All columns, of one source when it is named. */
  record Star(@Nullable String source) implements Expression {}

  /** What an INSERT says for a column's default. */
  record Default() implements Expression {}

  /** A function; {@code COUNT(*)} has a Star for its argument. */
  record Call(List<String> name, List<Expression> arguments) implements Expression {
    String function() {
      return name.get(name.size() - 1);
    }

    @Override
    public List<Expression> parts() {
      return arguments;
    }
  }

  /**
   * A cast.
   *
   * @param tries whether what cannot be cast becomes NULL
   */
  record Cast(Expression value, SqlType type, boolean tries) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(value);
    }
  }

  /** {@code + - * / %}. */
  record Arithmetic(String operator, Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Case(List<Branch> branches, Expression otherwise) implements Expression {
    @Override
    public List<Expression> parts() {
      return Stream.concat(
              branches.stream().flatMap(branch -> Stream.of(branch.when(), branch.then())),
              Stream.of(otherwise))
          .toList();
    }
  }

  record Branch(Expression when, Expression then) {}

  /** {@code = <> < <= > >=}. */
  record Comparison(String operator, Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record And(Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Or(Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Not(Expression condition) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(condition);
    }
  }

  record IsNull(Expression value) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(value);
    }
  }

  record Like(Expression value, Expression pattern) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(value, pattern);
    }
  }

  /** Whether a query has a row; it may name columns of the query around it. */
  record Exists(Statement.Select select) implements Expression {}

  record In(Expression value, List<Expression> choices) implements Expression {
    @Override
    public List<Expression> parts() {
      return Stream.concat(Stream.of(value), choices.stream()).toList();
    }
  }
}
