/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.TableColumn;
import dev.tandem.simulated.store.UniqueIndex;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CREATE TABLE statements of a script that is written for a real server, and passes over
 * all others: columns with type, NOT NULL, IDENTITY, DEFAULT, or computed, the primary key, and
 * UNIQUE, which the catalogue tells of. Other constraints are read over, since nothing here would
 * enforce them.
 */
public final class TableScript {
  private static final SqlType NOT_KNOWN_YET = SqlType.INT;

  private final Interpreter interpreter;
  private final Database database;
  private final TokenStream tokens;
  private final List<Declared> columns = new ArrayList<>();
  private final List<String> key = new ArrayList<>();
  private final List<UniqueIndex> uniqueIndexes = new ArrayList<>();

  private TableScript(Interpreter interpreter, Database database, TokenStream tokens) {
    this.interpreter = interpreter;
    this.database = database;
    this.tokens = tokens;
  }

  /** A table; its key is empty for a heap. */
  public record Definition(
      String schema,
      String name,
      List<TableColumn> columns,
      List<String> key,
      List<UniqueIndex> uniqueIndexes) {
    /** Copies the lists. */
    public Definition {
      columns = List.copyOf(columns);
      key = List.copyOf(key);
      uniqueIndexes = List.copyOf(uniqueIndexes);
    }
  }

  /** A column as it stands: one that is stored, or the expression that computes one. */
  private record Declared(
      Column column, @Nullable String byDefault, @Nullable Expression computed) {}

  /**
   * The tables of a script.
   *
   * @throws SqlServerError 102 and its like, for a definition beyond this grammar
   */
  public static List<Definition> read(String script, Interpreter interpreter, Database database) {
    TokenStream tokens = new TokenStream(script);
    List<Definition> definitions = new ArrayList<>();
    while (!tokens.atEnd()) {
      if (tokens.accept("CREATE", "TABLE")) {
        definitions.add(new TableScript(interpreter, database, tokens).definition());
      } else {
        tokens.next();
      }
    }
    return definitions;
  }

  private Definition definition() {
    List<String> name = tokens.qualifiedName();
    tokens.expectSymbol("(");
    do {
      element();
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    String schema = name.size() > 1 ? name.get(name.size() - 2) : "dbo";
    return new Definition(schema, name.get(name.size() - 1), tableColumns(), key, uniqueIndexes);
  }

  private void element() {
    String name = tokens.accept("CONSTRAINT") ? tokens.name() : "UQ_" + uniqueIndexes.size();
    if (tokens.accept("PRIMARY", "KEY")) {
      tokens.accept("CLUSTERED");
      key.addAll(names());
    } else if (tokens.accept("UNIQUE")) {
      uniqueIndexes.add(UniqueIndex.of(name, names().toArray(String[]::new)));
    } else if (tokens.sees("FOREIGN") || tokens.sees("CHECK")) {
      passOver();
    } else {
      column();
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    tokens.expectSymbol("(");
    do {
      names.add(tokens.name());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return names;
  }

  /** To the comma or bracket behind this part of the definition. */
  private void passOver() {
    int depth = 0;
    while (depth > 0 || !(tokens.peek().isSymbol(",") || tokens.peek().isSymbol(")"))) {
      depth += tokens.peek().isSymbol("(") ? 1 : tokens.peek().isSymbol(")") ? -1 : 0;
      if (tokens.next().is(Token.Kind.END)) {
        throw tokens.unexpected();
      }
    }
  }

  private void column() {
    String name = tokens.name();
    if (tokens.accept("AS")) {
      Expression computed = new ExpressionParser(tokens).primary();
      tokens.accept("PERSISTED");
      columns.add(new Declared(Column.of(name, NOT_KNOWN_YET), null, computed));
      return;
    }
    SqlType type = tokens.type();
    if (tokens.accept("COLLATE")) {
      tokens.name(); // every text compares alike here
    }
    boolean identity = tokens.accept("IDENTITY");
    if (identity && tokens.peek().isSymbol("(")) {
      passOver();
    }
    boolean nullable = !tokens.accept("NOT", "NULL");
    tokens.accept("NULL");
    if (tokens.accept("CONSTRAINT")) {
      tokens.name();
    }
    String byDefault = tokens.accept("DEFAULT") ? byDefault() : null;
    Column column = new Column(name, type, nullable && !identity, identity);
    columns.add(new Declared(column, byDefault, null));
  }

  /** As the catalogue keeps it: {@code ((1))}, {@code (N'x')}, {@code (getdate())}. */
  private String byDefault() {
    if (tokens.acceptSymbol("(")) {
      String inside = byDefault();
      tokens.expectSymbol(")");
      return inside;
    }
    Token token = tokens.next();
    String quoted = '\'' + token.text().replace("'", "''") + '\'';
    return switch (token.kind()) {
      case NUMBER -> "((" + token.text() + "))";
      case STRING -> "(" + quoted + ")";
      case NATIONAL_STRING -> "(N" + quoted + ")";
      case WORD -> {
        tokens.expectSymbol("(");
        tokens.expectSymbol(")");
        yield "(" + token.text().toLowerCase(Locale.ROOT) + "())";
      }
      default -> throw tokens.unexpected();
    };
  }

  private List<TableColumn> tableColumns() {
    List<Column> all = columns.stream().map(Declared::column).toList();
    return IntStream.range(0, all.size()).mapToObj(i -> tableColumn(columns.get(i), all)).toList();
  }

  private TableColumn tableColumn(Declared declared, List<Column> all) {
    if (declared.computed() != null) {
      Term term = interpreter.bind(database, declared.computed(), all);
      return new TableColumn(Column.of(declared.column().name(), term.type()), null, term::value);
    }
    String text = declared.byDefault();
    if (text == null) {
      return new TableColumn(declared.column(), null, null);
    }
    Supplier<@Nullable Object> value = () -> interpreter.evaluate(database, text);
    return new TableColumn(declared.column(), new TableColumn.Default(text, value), null);
  }
}
