/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a table's columns become an entity's fields.
 *
 * @param naming names the fields that {@code fields} does not
 * @param fields what the mapping says of single fields
 * @param others what becomes of a column that neither {@code fields} nor {@code dropped} names
 * @param dropped columns that become no field
 * @param gone columns that the table once had; where it has them, they become no field either
 * @param key what identifies a row, in the order of the entity's key: fields of the kind {@link
 *     FieldPlan.OfTable}, and columns; without columns, the table's own key follows
 * @param wholeRow whether all of its columns identify a row, as in a table without any key, after
 *     all fields of the kind {@link FieldPlan.OfTable}; {@code key} is empty then
 */
public record ColumnsPlan(
    Naming naming,
    List<FieldPlan> fields,
    Others others,
    Set<String> dropped,
    Set<String> gone,
    List<String> key,
    boolean wholeRow) {

  /** Copies the collections. */
  public ColumnsPlan {
    fields = List.copyOf(fields);
    dropped = Set.copyOf(dropped);
    gone = Set.copyOf(gone);
    key = List.copyOf(key);
  }

  /** Columns of which not all belong to the key. */
  public ColumnsPlan(
      Naming naming, List<FieldPlan> fields, Others others, Set<String> dropped, List<String> key) {
    this(naming, fields, others, dropped, Set.of(), key, false);
  }

  /** Every column a field, some of them as a plan says. */
  public static ColumnsPlan all(Naming naming, FieldPlan... fields) {
    return new ColumnsPlan(naming, List.of(fields), Others.MAP, Set.of(), List.of());
  }

  /** Whether a column is named as one that becomes no field. */
  public boolean isLeftOut(String column) {
    return dropped.contains(column) || gone.contains(column);
  }

  /** The same with these fields and columns as the key. */
  public ColumnsPlan keyedBy(List<String> names) {
    return new ColumnsPlan(naming, fields, others, dropped, gone, names, false);
  }

  /** The same with every column in the key. */
  public ColumnsPlan keyedByAll() {
    return new ColumnsPlan(naming, fields, others, dropped, gone, List.of(), true);
  }

  /** The fields of the key that say where a row came from. */
  public List<FieldPlan> keyOrigins() {
    return fields.stream()
        .filter(field -> field.origin() instanceof FieldPlan.OfTable)
        .filter(field -> wholeRow || key.contains(field.name()))
        .toList();
  }

  /**
   * The columns that the mapping names as key; none for the table's own key, or for all of them.
   */
  public List<String> declaredKey() {
    return key.stream().filter(name -> keyOrigin(name).isEmpty()).toList();
  }

  private Optional<FieldPlan> keyOrigin(String name) {
    return keyOrigins().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /**
   * The names of the key's fields in order.
   *
   * @param fieldsOfColumns of the fields that stand for the key's columns
   */
  List<String> keyFields(List<String> fieldsOfColumns) {
    List<String> origins = keyOrigins().stream().map(FieldPlan::name).toList();
    List<String> names = new ArrayList<>(wholeRow ? origins : List.of());
    Iterator<String> columns = fieldsOfColumns.iterator();
    for (String part : key) {
      if (origins.contains(part)) {
        names.add(part);
      } else if (columns.hasNext()) {
        names.add(columns.next());
      }
    }
    columns.forEachRemaining(names::add);
    return names;
  }

  /** What becomes of a column that the mapping does not name. */
  public enum Others {
    /** A field, named by the naming. */
    MAP,
    /** Nothing, unless it belongs to the key. */
    IGNORE,
    /** The mapping no longer fits the table. */
    REFUSE
  }
}
