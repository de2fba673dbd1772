/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.sql.Interpreter;
import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.TableColumn;
import dev.tandem.simulated.store.UniqueIndex;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Declares a table; what follows {@link #column} is said of that column. */
public final class TableBuilder {
  private final Database database;
  private final Interpreter interpreter;
  private final TableName name;
  private final List<TableColumn> columns = new ArrayList<>();
  private final List<UniqueIndex> uniqueIndexes = new ArrayList<>();
  private List<String> primaryKey = List.of();

  TableBuilder(Database database, Interpreter interpreter, TableName name) {
    this.database = database;
    this.interpreter = interpreter;
    this.name = name;
  }

  /**
   * Adds a column, which may be NULL.
   *
   * @param type as T-SQL has it: {@code decimal(10,2)}
   */
  public TableBuilder column(String column, String type) {
    columns.add(new TableColumn(Column.of(column, SqlType.parse(type)), null, null));
    return this;
  }

  public TableBuilder notNull() {
    Column last = last().column();
    return replaceLast(
        new Column(last.name(), last.type(), false, last.identity()), last().byDefault());
  }

  /** Numbered by the server from 1 on, and not NULL. */
  public TableBuilder identity() {
    Column last = last().column();
    return replaceLast(new Column(last.name(), last.type(), false, true), last().byDefault());
  }

  /**
   * Gives a default.
   *
   * @param expression as the catalogue keeps it: {@code ((1))}, {@code (N'x')}, {@code (getdate())}
   */
  public TableBuilder defaultValue(String expression) {
    TableColumn.Default byDefault =
        new TableColumn.Default(expression, () -> interpreter.evaluate(database, expression));
    return replaceLast(last().column(), byDefault);
  }

  private TableColumn last() {
    if (columns.isEmpty()) {
      throw new IllegalStateException("No column is declared yet.");
    }
    return columns.get(columns.size() - 1);
  }

  private TableBuilder replaceLast(Column column, TableColumn.@Nullable Default byDefault) {
    columns.set(columns.size() - 1, new TableColumn(column, byDefault, last().computed()));
    return this;
  }

  /**
   * Adds a computed column.
   *
   * @param value makes its value of the row's others
   */
  public TableBuilder computed(
      String column, String type, Function<Row, ? extends @Nullable Object> value) {
    columns.add(new TableColumn(Column.of(column, SqlType.parse(type)), null, value));
    return this;
  }

  TableBuilder add(TableColumn column) {
    columns.add(column);
    return this;
  }

  /** Names the primary key, whose columns are not NULL; without one the table is a heap. */
  public TableBuilder pk(String... key) {
    primaryKey = List.of(key);
    return this;
  }

  /** Adds an index that the catalogue describes, and nothing enforces. */
  public TableBuilder unique(UniqueIndex index) {
    index.columns().forEach(this::place);
    uniqueIndexes.add(index);
    return this;
  }

  /** Makes it. */
  public void create() {
    List<Integer> places = new ArrayList<>();
    for (String column : primaryKey) {
      int place = place(column);
      places.add(place);
      TableColumn keyed = columns.get(place);
      Column old = keyed.column();
      columns.set(
          place,
          new TableColumn(
              new Column(old.name(), old.type(), false, old.identity()), keyed.byDefault(), null));
    }
    database.create(name.schema(), name.table(), columns, places, uniqueIndexes);
  }

  private int place(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Column " + column + " of a key is not declared.");
  }
}
