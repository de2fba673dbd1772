/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses expressions and conditions, what binds loosest first. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

  /** Their first argument is a word, not a column. */
  private static final Set<String> OF_DATE_PARTS = Set.of("DATEPART", "DATEADD", "DATEDIFF");

  /** Functions that are called without brackets. */
  private static final Set<String> BARE = Set.of("CURRENT_TIMESTAMP", "SYSTEM_USER");

  private static final Set<String> CASTS = Set.of("CAST", "PARSE", "TRY_CAST");

  private final TokenStream tokens;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  Expression condition() {
    return tokens.nested(this::or);
  }

  private Expression or() {
    Expression left = and();
    while (tokens.accept("OR")) {
      left = new Expression.Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.accept("AND")) {
      left = new Expression.And(left, not());
    }
    return left;
  }

  private Expression not() {
    return tokens.accept("NOT") ? new Expression.Not(tokens.nested(this::not)) : predicate(sum());
  }

  private Expression predicate(Expression left) {
    String symbol = tokens.peek().text();
    if (tokens.peek().is(Token.Kind.SYMBOL) && COMPARISONS.contains(symbol)) {
      tokens.next();
      return new Expression.Comparison(symbol.equals("!=") ? "<>" : symbol, left, sum());
    }
    if (tokens.accept("IS")) {
      boolean negated = tokens.accept("NOT");
      tokens.expect("NULL");
      return negatedIf(negated, new Expression.IsNull(left));
    }
    boolean negated = tokens.accept("NOT");
    if (tokens.accept("IN")) {
      return negatedIf(negated, new Expression.In(left, list()));
    }
    if (tokens.accept("LIKE")) {
      return negatedIf(negated, new Expression.Like(left, sum()));
    }
    if (tokens.accept("BETWEEN")) {
      Expression low = new Expression.Comparison(">=", left, sum());
      tokens.expect("AND");
      return negatedIf(
          negated, new Expression.And(low, new Expression.Comparison("<=", left, sum())));
    }
    if (negated) {
      throw tokens.unexpected();
    }
    return left;
  }

  private static Expression negatedIf(boolean negated, Expression condition) {
    return negated ? new Expression.Not(condition) : condition;
  }

  /** Expressions in brackets. */
  List<Expression> list() {
    tokens.expectSymbol("(");
    List<Expression> list = new ArrayList<>();
    do {
      list.add(condition());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return list;
  }

  private Expression sum() {
    Expression left = product();
    while (tokens.peek().isSymbol("+") || tokens.peek().isSymbol("-")) {
      String operator = tokens.next().text();
      left = new Expression.Arithmetic(operator, left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = signed();
    while (tokens.peek().isSymbol("*")
        || tokens.peek().isSymbol("/")
        || tokens.peek().isSymbol("%")) {
      String operator = tokens.next().text();
      left = new Expression.Arithmetic(operator, left, signed());
    }
    return left;
  }

  private Expression signed() {
    if (tokens.acceptSymbol("+")) {
      return tokens.nested(this::signed);
    }
    if (tokens.acceptSymbol("-")) {
      return tokens.peek().is(Token.Kind.NUMBER)
          ? number("-" + tokens.next().text())
          : negative(tokens.nested(this::signed));
    }
    return collated();
  }

  /** There is but one collation, so that naming one changes nothing. */
  private Expression collated() {
    Expression value = primary();
    while (tokens.accept("COLLATE")) {
      tokens.name();
    }
    return value;
  }

  private static Expression negative(Expression value) {
    return new Expression.Arithmetic("-", number("0"), value);
  }

  /** What stands alone or in brackets. */
  Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.next().text());
      case STRING -> text(tokens.next().text(), false);
      case NATIONAL_STRING -> text(tokens.next().text(), true);
      case BINARY -> binary(tokens.next().text());
      case VARIABLE -> new Expression.Variable(tokens.next().text());
      case WORD, NAME -> named();
      default -> bracketed();
    };
  }

  private Expression bracketed() {
    tokens.expectSymbol("(");
    Expression inside = condition();
    tokens.expectSymbol(")");
    return inside;
  }

  private Expression named() {
    Token first = tokens.peek();
    if (tokens.accept("NULL")) {
      return new Expression.Literal(SqlType.INT, null);
    }
    if (tokens.accept("DEFAULT")) {
      return new Expression.Default();
    }
    if (tokens.accept("CASE")) {
      return cases();
    }
    if (tokens.accept("EXISTS")) {
      tokens.expectSymbol("(");
      Statement.Select select = tokens.nested(new SelectParser(tokens, this)::select);
      tokens.expectSymbol(")");
      return new Expression.Exists(select);
    }
    List<String> name = tokens.qualifiedName();
    String upper = name.get(name.size() - 1).toUpperCase(Locale.ROOT);
    if (name.size() == 1 && first.is(Token.Kind.WORD) && BARE.contains(upper)) {
      return new Expression.Call(name, List.of());
    }
    return tokens.acceptSymbol("(") ? call(name, upper) : new Expression.Name(name);
  }

  private Expression call(List<String> name, String function) {
    if (CASTS.contains(function)) {
      Expression value = condition();
      tokens.expect("AS");
      SqlType type = tokens.type();
      tokens.expectSymbol(")");
      return new Expression.Cast(value, type, function.equals("TRY_CAST"));
    }
    if (function.equals("CONVERT")) {
      SqlType type = tokens.type();
      tokens.expectSymbol(",");
      Expression value = condition();
      tokens.expectSymbol(")");
      return new Expression.Cast(value, type, false);
    }
    List<Expression> arguments = new ArrayList<>();
    if (OF_DATE_PARTS.contains(function)) {
      arguments.add(text(tokens.name().toUpperCase(Locale.ROOT), false));
      tokens.expectSymbol(",");
    }
    if (!tokens.acceptSymbol(")")) {
      do {
        arguments.add(tokens.acceptSymbol("*") ? new Expression.Star(null) : condition());
      } while (tokens.acceptSymbol(","));
      tokens.expectSymbol(")");
    }
    return new Expression.Call(name, arguments);
  }

  private Expression cases() {
    @Nullable Expression subject = tokens.sees("WHEN") ? null : condition();
    List<Expression.Branch> branches = new ArrayList<>();
    while (tokens.accept("WHEN")) {
      Expression when = condition();
      tokens.expect("THEN");
      branches.add(
          new Expression.Branch(
              subject == null ? when : new Expression.Comparison("=", subject, when), condition()));
    }
    Expression otherwise =
        tokens.accept("ELSE") ? condition() : new Expression.Literal(SqlType.INT, null);
    tokens.expect("END");
    return new Expression.Case(branches, otherwise);
  }

  private static Expression number(String digits) {
    if (digits.contains("e") || digits.contains("E")) {
      return new Expression.Literal(SqlType.FLOAT, Double.valueOf(digits));
    }
    BigDecimal number = new BigDecimal(digits);
    if (!digits.contains(".")
        && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
      return new Expression.Literal(SqlType.INT, number.longValueExact());
    }
    int scale = number.scale();
    return new Expression.Literal(
        SqlType.numeric(Math.max(number.precision(), scale), scale), number);
  }

  private static Expression text(String text, boolean national) {
    int length = Math.max(1, text.length());
    boolean longText = length > (national ? 4_000 : 8_000);
    int declared = longText ? SqlType.MAX : length;
    return new Expression.Literal(
        national ? SqlType.nvarchar(declared) : SqlType.varchar(declared), text);
  }

  private Expression binary(String digits) {
    String even = digits.length() % 2 == 0 ? digits : "0" + digits;
    int length = Math.max(1, even.length() / 2);
    return new Expression.Literal(
        SqlType.varbinary(length > 8_000 ? SqlType.MAX : length), Binary.ofHex(even));
  }
}
