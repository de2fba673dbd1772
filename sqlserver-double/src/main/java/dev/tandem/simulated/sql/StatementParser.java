/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses batches. */
final class StatementParser {
  /** Settings of one value that change nothing here. */
  private static final Set<String> IGNORED =
      Set.of(
          "LOCK_TIMEOUT",
          "QUOTED_IDENTIFIER",
          "TEXTSIZE",
          "CONCAT_NULL_YIELDS_NULL",
          "CURSOR_CLOSE_ON_COMMIT",
          "XACT_ABORT",
          "ANSI_NULLS",
          "ANSI_PADDING",
          "ANSI_WARNINGS",
          "ARITHABORT");

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  private StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  /**
   * All statements of a text.
   *
   * @throws SqlServerError 102 and its like, when it is beyond this grammar
   */
  static List<Statement> parse(String text) {
    StatementParser parser = new StatementParser(new TokenStream(text));
    List<Statement> statements = parser.statements();
    if (!parser.tokens.atEnd()) {
      throw parser.tokens.unexpected();
    }
    return statements;
  }

  /** A text that is nothing but an expression. */
  static Expression parseExpression(String text) {
    TokenStream tokens = new TokenStream(text);
    Expression expression = new ExpressionParser(tokens).condition();
    if (!tokens.atEnd()) {
      throw tokens.unexpected();
    }
    return expression;
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    while (tokens.acceptSymbol(";")) {}
    while (!tokens.atEnd() && !tokens.sees("END")) {
      statements.add(tokens.nested(this::statement));
      while (tokens.acceptSymbol(";")) {}
    }
    return statements;
  }

  private Statement statement() {
    String keyword = tokens.peek().text().toUpperCase(Locale.ROOT);
    return switch (keyword) {
      case "SELECT" -> new SelectParser(tokens, expressions).select();
      case "INSERT" -> insert();
      case "UPDATE" -> update();
      case "DELETE" -> delete();
      case "SET" -> set();
      case "EXEC", "EXECUTE" -> execute();
      default -> control();
    };
  }

  private Statement control() {
    if (tokens.accept("USE")) {
      return new Statement.Use(tokens.name());
    }
    if (tokens.accept("IF")) {
      Expression condition = expressions.condition();
      return new Statement.If(condition, tokens.nested(this::statement));
    }
    if (acceptTransaction("BEGIN")) {
      return new Statement.Begin();
    }
    if (tokens.accept("BEGIN")) {
      List<Statement> statements = statements();
      tokens.expect("END");
      return new Statement.Block(statements);
    }
    if (acceptTransaction("COMMIT") || tokens.accept("COMMIT")) {
      return new Statement.Commit();
    }
    if (acceptTransaction("ROLLBACK")) {
      boolean named = tokens.peek().is(Token.Kind.NAME);
      return new Statement.RollBack(named ? tokens.name() : null);
    }
    if (tokens.accept("ROLLBACK")) {
      return new Statement.RollBack(null);
    }
    if (acceptTransaction("SAVE")) {
      return new Statement.Save(tokens.name());
    }
    throw tokens.unexpected();
  }

  private boolean acceptTransaction(String verb) {
    return tokens.accept(verb, "TRAN") || tokens.accept(verb, "TRANSACTION");
  }

  private Statement set() {
    tokens.expect("SET");
    if (tokens.accept("TRANSACTION", "ISOLATION", "LEVEL")) {
      if (!tokens.accept("SNAPSHOT") && !tokens.accept("SERIALIZABLE")) {
        tokens.name();
        tokens.name();
      }
      return new Statement.Ignored();
    }
    if (tokens.accept("IMPLICIT_TRANSACTIONS")) {
      return new Statement.ImplicitTransactions(onOrOff());
    }
    if (tokens.accept("IDENTITY_INSERT")) {
      tokens.qualifiedName();
      onOrOff();
      return new Statement.Ignored();
    }
    if (tokens.accept("ROWCOUNT")) {
      return new Statement.RowCount(expressions.condition());
    }
    if (!IGNORED.contains(tokens.peek().text().toUpperCase(Locale.ROOT))) {
      throw tokens.unexpected();
    }
    tokens.next();
    tokens.acceptSymbol("-");
    tokens.next();
    return new Statement.Ignored();
  }

  private boolean onOrOff() {
    boolean on = tokens.accept("ON");
    if (!on) {
      tokens.expect("OFF");
    }
    return on;
  }

  private Statement execute() {
    tokens.next();
    List<String> procedure = tokens.qualifiedName();
    Map<String, Expression> arguments = new LinkedHashMap<>();
    if (!tokens.atEnd() && !tokens.peek().isSymbol(";")) {
      do {
        boolean named = tokens.peek().is(Token.Kind.VARIABLE) && tokens.peek(1).isSymbol("=");
        String name = Integer.toString(arguments.size());
        if (named) {
          name = tokens.expectVariable().toLowerCase(Locale.ROOT);
          tokens.expectSymbol("=");
        }
        arguments.put(name, expressions.condition());
      } while (tokens.acceptSymbol(","));
    }
    return new Statement.Execute(procedure, arguments);
  }

  private Statement insert() {
    tokens.expect("INSERT");
    tokens.accept("INTO");
    List<String> table = tokens.qualifiedName();
    List<String> columns = new ArrayList<>();
    if (tokens.acceptSymbol("(")) {
      do {
        columns.add(tokens.name());
      } while (tokens.acceptSymbol(","));
      tokens.expectSymbol(")");
    }
    List<List<Expression>> rows = new ArrayList<>();
    if (tokens.accept("DEFAULT", "VALUES")) {
      rows.add(List.of());
      return new Statement.Insert(table, columns, rows);
    }
    tokens.expect("VALUES");
    do {
      rows.add(values());
    } while (tokens.acceptSymbol(","));
    return new Statement.Insert(table, columns, rows);
  }

  private List<Expression> values() {
    tokens.expectSymbol("(");
    List<Expression> values = new ArrayList<>();
    do {
      values.add(expressions.condition());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return values;
  }

  private Statement update() {
    tokens.expect("UPDATE");
    @Nullable Expression top = top();
    List<String> table = tokens.qualifiedName();
    tokens.expect("SET");
    Map<String, Expression> changes = new LinkedHashMap<>();
    do {
      List<String> column = tokens.qualifiedName();
      tokens.expectSymbol("=");
      changes.put(column.get(column.size() - 1), expressions.condition());
    } while (tokens.acceptSymbol(","));
    return new Statement.Update(top, table, changes, where());
  }

  private Statement delete() {
    tokens.expect("DELETE");
    @Nullable Expression top = top();
    tokens.accept("FROM");
    List<String> table = tokens.qualifiedName();
    return new Statement.Delete(top, table, where());
  }

  private @Nullable Expression top() {
    return tokens.accept("TOP") ? expressions.primary() : null;
  }

  private @Nullable Expression where() {
    return tokens.accept("WHERE") ? expressions.condition() : null;
  }
}
