/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.List;
import java.util.Set;

/**
 * How a table's columns become an entity's fields.
 *
 * @param naming names the fields that {@code fields} does not
 * @param fields what the mapping says of single fields
 * @param others what becomes of a column that neither {@code fields} nor {@code dropped} names
 * @param dropped columns that become no field
 * @param gone columns that the table once had; where it has them, they become no field either
 * @param key columns that identify a row of a table without a key of its own; empty for the table's
 *     own key
 */
public record ColumnsPlan(
    Naming naming,
    List<FieldPlan> fields,
    Others others,
    Set<String> dropped,
    Set<String> gone,
    List<String> key) {

  /** Copies the collections. */
  public ColumnsPlan {
    fields = List.copyOf(fields);
    dropped = Set.copyOf(dropped);
    gone = Set.copyOf(gone);
    key = List.copyOf(key);
  }

  /** Every column a field, some of them as a plan says. */
  public static ColumnsPlan all(Naming naming, FieldPlan... fields) {
    return new ColumnsPlan(naming, List.of(fields), Others.MAP, Set.of(), Set.of(), List.of());
  }

  /** The same with these columns as the key. */
  public ColumnsPlan keyedBy(List<String> columns) {
    return new ColumnsPlan(naming, fields, others, dropped, gone, columns);
  }

  /** Whether a column is named as one that becomes no field. */
  public boolean isLeftOut(String column) {
    return dropped.contains(column) || gone.contains(column);
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
