/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table with what is committed in it, in the order of its primary key. */
public final class Table {
  private final Database database;
  private final String schema;
  private final String name;
  private final int objectId;
  private final List<Integer> primaryKey;
  private final List<UniqueIndex> uniqueIndexes;
  private final NavigableMap<Key, Row> rows = new TreeMap<>();
  private final Map<Key, Transaction> writers = new TreeMap<>();
  private List<TableColumn> columns;
  private long lastIdentity;
  private long lastPlace;

  Table(
      Database database,
      String schema,
      String name,
      List<TableColumn> columns,
      List<Integer> primaryKey,
      List<UniqueIndex> uniqueIndexes) {
    this.database = database;
    this.schema = schema;
    this.name = name;
    this.objectId = database.nextObjectId();
    this.columns = List.copyOf(columns);
    this.primaryKey = List.copyOf(primaryKey);
    this.uniqueIndexes = List.copyOf(uniqueIndexes);
  }

  public Database database() {
    return database;
  }

  public String schema() {
    return schema;
  }

  public String name() {
    return name;
  }

  public int objectId() {
    return objectId;
  }

  /** The places of the key's columns, in the key's order; empty for a heap. */
  public List<Integer> primaryKey() {
    return primaryKey;
  }

  /** Besides the primary key. */
  public List<UniqueIndex> uniqueIndexes() {
    return uniqueIndexes;
  }

  public List<TableColumn> columns() {
    return columns;
  }

  /** The columns as a result shows them. */
  public List<Column> shownColumns() {
    return columns.stream().map(TableColumn::column).toList();
  }

  /** Where a column of this name is. */
  public OptionalInt place(String column) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equalsIgnoreCase(column))
        .findFirst();
  }

  /**
   * Where a column of this name is.
   *
   * @throws SqlServerError 207 when there is none
   */
  public int requirePlace(String column) {
    return place(column)
        .orElseThrow(() -> new SqlServerError(207, "Invalid column name '" + column + "'."));
  }

  NavigableMap<Key, Row> rows() {
    return rows;
  }

  Map<Key, Transaction> writers() {
    return writers;
  }

  /** The key of a row; a row of a heap gets one that no other ever has. */
  public Key keyOf(Row row) {
    if (primaryKey.isEmpty()) {
      lastPlace++;
      return new Key(Row.of(lastPlace));
    }
    return new Key(Row.generate(primaryKey.size(), i -> row.get(primaryKey.get(i))));
  }

  /** A row as it is stored, out of the values that an INSERT names. */
  Row newRow(Map<Integer, ? extends @Nullable Object> named) {
    Row row = Row.generate(columns.size(), i -> initial(i, named));
    return settled(row);
  }

  private @Nullable Object initial(int place, Map<Integer, ? extends @Nullable Object> named) {
    TableColumn column = columns.get(place);
    if (named.containsKey(place)) {
      Object value = stored(column, named.get(place));
      if (column.column().identity() && value instanceof Long identity) {
        lastIdentity = Math.max(lastIdentity, identity);
      }
      return value;
    }
    if (column.column().identity()) {
      lastIdentity++;
      return lastIdentity;
    }
    TableColumn.Default byDefault = column.byDefault();
    return byDefault == null
        ? null
        : Coercion.store(column.column().type(), byDefault.value().get());
  }

  /** A row with some of its values changed. */
  Row changedRow(Row row, Map<Integer, ? extends @Nullable Object> changes) {
    Row changed =
        Row.generate(
            columns.size(),
            i -> changes.containsKey(i) ? stored(columns.get(i), changes.get(i)) : row.get(i));
    return settled(changed);
  }

  private static @Nullable Object stored(TableColumn column, @Nullable Object value) {
    if (column.isServersOwn()) {
      throw new SqlServerError(
          271, "The column \"" + column.name() + "\" cannot be modified: the server fills it.");
    }
    return Coercion.store(column.column().type(), value);
  }

  /** With what the server fills in, and nothing missing. */
  private Row settled(Row row) {
    Row settled =
        Row.generate(
            row.size(),
            i -> columns.get(i).isServersOwn() ? serversOwn(columns.get(i), row) : row.get(i));
    for (int i = 0; i < columns.size(); i++) {
      if (settled.get(i) == null && !columns.get(i).column().nullable()) {
        throw new SqlServerError(
            515,
            "Cannot insert the value NULL into column '"
                + columns.get(i).name()
                + "', table '"
                + fullName()
                + "'; column does not allow nulls.");
      }
    }
    return settled;
  }

  private @Nullable Object serversOwn(TableColumn column, Row row) {
    return column.computed() == null
        ? database.nextRowVersion()
        : Coercion.store(column.column().type(), column.computed().apply(row));
  }

  void add(TableColumn column) {
    List<TableColumn> more = new ArrayList<>(columns);
    more.add(column);
    columns = List.copyOf(more);
    TableColumn.Default byDefault = column.byDefault();
    Object value =
        byDefault == null ? null : Coercion.store(column.column().type(), byDefault.value().get());
    Row last = Row.of(value);
    rows.replaceAll((key, row) -> row.join(last));
  }

  /** The last value that an identity column got. */
  public long lastIdentity() {
    return lastIdentity;
  }

  /** With database and schema. */
  public String fullName() {
    return database.name() + "." + schema + "." + name;
  }
}
