/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses queries. */
final class SelectParser {
  /** What may follow a source or an item, so it is no alias. */
  private static final Set<String> NO_ALIAS =
      Set.of(
          "FROM",
          "WHERE",
          "ORDER",
          "INNER",
          "LEFT",
          "JOIN",
          "ON",
          "WITH",
          "OPTION",
          "OFFSET",
          "FETCH",
          "UNION",
          "GROUP",
          "HAVING",
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "SET",
          "EXEC",
          "IF",
          "END",
          "COMMIT",
          "ROLLBACK",
          "BEGIN",
          "CROSS",
          "OUTER",
          "FULL",
          "RIGHT",
          "FOR",
          "INTO",
          "EXCEPT",
          "INTERSECT");

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  SelectParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Statement.Select select() {
    tokens.expect("SELECT");
    if (tokens.sees("DISTINCT")) {
      throw tokens.unexpected();
    }
    @Nullable Expression top = top();
    List<Statement.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.acceptSymbol(","));
    Source from = tokens.accept("FROM") ? from() : new Source.Nothing();
    @Nullable Expression where = tokens.accept("WHERE") ? expressions.condition() : null;
    List<Statement.Order> orders = orders();
    @Nullable Expression offset = rows("OFFSET");
    @Nullable Expression fetch = offset == null ? null : fetch();
    option();
    return new Statement.Select(top, items, from, where, orders, offset, fetch);
  }

  private @Nullable Expression top() {
    if (!tokens.accept("TOP")) {
      return null;
    }
    return expressions.primary(); // not a sum or product: a star may follow
  }

  private Statement.Item item() {
    if (tokens.acceptSymbol("*")) {
      return new Statement.Item(new Expression.Star(null), null);
    }
    if (tokens.peek(1).isSymbol(".") && tokens.peek(2).isSymbol("*")) {
      String source = tokens.name();
      tokens.next();
      tokens.next();
      return new Statement.Item(new Expression.Star(source), null);
    }
    Expression value = expressions.condition();
    return new Statement.Item(value, alias());
  }

  private @Nullable String alias() {
    if (tokens.accept("AS")) {
      return tokens.peek().is(Token.Kind.STRING) ? tokens.next().text() : tokens.name();
    }
    boolean keyword =
        tokens.peek().is(Token.Kind.WORD)
            && NO_ALIAS.contains(tokens.peek().text().toUpperCase(Locale.ROOT));
    return tokens.seesName() && !keyword ? tokens.name() : null;
  }

  private Source from() {
    Source source = source();
    while (true) {
      boolean outer = tokens.sees("LEFT");
      if (outer) {
        tokens.expect("LEFT");
        tokens.accept("OUTER");
        tokens.expect("JOIN");
      } else if (!tokens.accept("INNER", "JOIN") && !tokens.accept("JOIN")) {
        return source;
      }
      Source right = source();
      tokens.expect("ON");
      source = new Source.Join(source, right, outer, expressions.condition());
    }
  }

  private Source source() {
    if (tokens.acceptSymbol("(")) {
      if (tokens.accept("VALUES")) {
        return values();
      }
      Statement.Select inner = tokens.nested(this::select);
      tokens.expectSymbol(")");
      @Nullable String alias = alias();
      return new Source.Subquery(inner, alias == null ? "" : alias);
    }
    List<String> name = tokens.qualifiedName();
    if (tokens.acceptSymbol("(")) {
      List<Expression> arguments = new ArrayList<>();
      while (!tokens.acceptSymbol(")")) {
        arguments.add(expressions.condition());
        tokens.acceptSymbol(",");
      }
      return new Source.Function(name, arguments, aliasOf(name));
    }
    String alias = aliasOf(name);
    return new Source.Named(name, alias, hints());
  }

  private Source values() {
    List<List<Expression>> rows = new ArrayList<>();
    do {
      rows.add(expressions.list());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    tokens.accept("AS");
    String alias = tokens.name();
    List<String> columns = new ArrayList<>();
    tokens.expectSymbol("(");
    do {
      columns.add(tokens.name());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return new Source.Values(rows, alias, columns);
  }

  /** A source without an alias goes by the last part of its name. */
  private String aliasOf(List<String> name) {
    @Nullable String alias = alias();
    return alias == null ? name.get(name.size() - 1) : alias;
  }

  /** Of the hints on locks only those for a writer's mean something here: says whether one is. */
  private boolean hints() {
    boolean locked = false;
    if (tokens.accept("WITH")) {
      tokens.expectSymbol("(");
      do {
        locked |= tokens.sees("UPDLOCK") || tokens.sees("XLOCK");
        tokens.name();
      } while (tokens.acceptSymbol(","));
      tokens.expectSymbol(")");
    }
    return locked;
  }

  private List<Statement.Order> orders() {
    List<Statement.Order> orders = new ArrayList<>();
    if (tokens.accept("ORDER", "BY")) {
      do {
        Expression by = expressions.condition();
        boolean descending = tokens.accept("DESC");
        if (!descending) {
          tokens.accept("ASC");
        }
        orders.add(new Statement.Order(by, descending));
      } while (tokens.acceptSymbol(","));
    }
    return orders;
  }

  private @Nullable Expression rows(String keyword) {
    if (!tokens.accept(keyword)) {
      return null;
    }
    Expression count = expressions.condition();
    if (!tokens.accept("ROWS")) {
      tokens.expect("ROW");
    }
    return count;
  }

  private @Nullable Expression fetch() {
    if (!tokens.accept("FETCH", "NEXT") && !tokens.accept("FETCH", "FIRST")) {
      return null;
    }
    Expression count = expressions.condition();
    if (!tokens.accept("ROWS")) {
      tokens.expect("ROW");
    }
    tokens.expect("ONLY");
    return count;
  }

  /** Advice to an optimizer that is not here. */
  private void option() {
    if (tokens.accept("OPTION")) {
      tokens.expectSymbol("(");
      tokens.name();
      tokens.expectSymbol(")");
    }
  }
}
