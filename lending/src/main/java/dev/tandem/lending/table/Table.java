/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param perMille its share of all rows
 * @param parent the table that its first reference leads to
 * @param numbered the table whose numbers the first column of the key takes
 * @param rekey the key that a row may be given in place of its own
 */
public record Table(
    String name,
    int perMille,
    List<Column> columns,
    Optional<String> parent,
    String numbered,
    Rekey rekey) {

  /** The column that every change of a row raises. */
  public static final String REVISION = "Revision";

  /** Makes another key for a row. */
  @FunctionalInterface
  public interface Rekey {

    /**
     * A key that no row has, or has had under this number.
     *
     * @param draw with a number of its own
     */
    List<Object> next(List<Object> key, Draw draw);
  }

  /** Starts the definition of a table that is known by a number of its own. */
  static Definition numbered(String name, String key, int perMille) {
    return new Definition(name, name, perMille)
        .with(key, Column.Role.KEY, Draw::number)
        .rekey((old, draw) -> List.of(draw.number()));
  }

  /** Starts the definition of a table whose key begins with the number of another one's row. */
  static Definition numberedBy(String other, String name, int perMille) {
    return new Definition(name, other, perMille);
  }

  /** The columns with a role, in their order. */
  public List<Column> columns(Column.Role role) {
    return columns(column -> column.role() == role);
  }

  /** Some columns, in their order. */
  public List<Column> columns(Predicate<Column> which) {
    return columns.stream().filter(which).toList();
  }

  /** The columns of the primary key. */
  public List<Column> key() {
    return columns(Column.Role.KEY);
  }

  /** Whether its key is one number. */
  public boolean isNumbered() {
    return numbered.equals(name);
  }

  /** The column that refers to the parent, of a table that has one. */
  public Column reference() {
    return columns(Column.Role.PARENT).stream().findFirst().orElseGet(() -> key().get(0));
  }

  /** Draws a row: a value for each of the columns. */
  public List<@Nullable Object> row(Draw draw) {
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    for (Column column : columns) {
      row.add(column.values().draw(draw));
    }
    return row;
  }

  /** The statement that inserts a row, with a parameter for each of the columns. */
  public String insert() {
    return "INSERT INTO "
        + name
        + " ("
        + String.join(", ", columns.stream().map(Column::name).toList())
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  /** A table in the making. */
  static final class Definition {
    private final String name;
    private final String numbered;
    private final int perMille;
    private final List<Column> columns = new ArrayList<>();
    private Optional<String> parent = Optional.empty();
    private Rekey rekey = (old, draw) -> old;

    private Definition(String name, String numbered, int perMille) {
      this.name = name;
      this.numbered = numbered;
      this.perMille = perMille;
    }

    Definition with(String column, Values values) {
      return with(column, Column.Role.PLAIN, values);
    }

    Definition with(String column, Column.Role role, Values values) {
      columns.add(new Column(column, role, values));
      return this;
    }

    /** A reference to a row of another table. */
    Definition child(String column, Column.Role role, String table) {
      parent = Optional.of(table);
      return with(column, role, draw -> draw.anyOf(table));
    }

    Definition rekey(Rekey keys) {
      rekey = keys;
      return this;
    }

    Table end() {
      with(REVISION, Column.Role.REVISION, Draw::revision);
      return new Table(name, perMille, List.copyOf(columns), parent, numbered, rekey);
    }
  }
}
