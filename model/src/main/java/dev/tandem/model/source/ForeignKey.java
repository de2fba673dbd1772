/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key as the source's catalogue declares it.
 *
 * @param name unique among those of its child's database
 * @param columns of the child
 * @param parentColumns as many, in the same order; not always the parent's primary key
 */
public record ForeignKey(
    String name,
    TableId child,
    List<String> columns,
    TableId parent,
    List<String> parentColumns,
    Action onDelete,
    Action onUpdate) {

  /** Copies the lists. */
  public ForeignKey {
    columns = List.copyOf(columns);
    parentColumns = List.copyOf(parentColumns);
  }

  /** Whether the source changes rows of the child by itself. */
  public boolean changesRows() {
    return onDelete.changesRows() || onUpdate.changesRows();
  }

  /** What it does to rows of the child, for example {@code ON DELETE CASCADE}; empty if nothing. */
  public String actions() {
    List<String> actions = new ArrayList<>();
    if (onDelete.changesRows()) {
      actions.add("ON DELETE " + onDelete.sql());
    }
    if (onUpdate.changesRows()) {
      actions.add("ON UPDATE " + onUpdate.sql());
    }
    return String.join(" and ", actions);
  }

  /** As DDL spells it, without the actions. */
  @Override
  public String toString() {
    return child
        + " ("
        + String.join(", ", columns)
        + ") REFERENCES "
        + parent
        + " ("
        + String.join(", ", parentColumns)
        + ')';
  }

  /** What becomes of the children of a row. */
  public enum Action {
    /** The row must stay while it has children. */
    NO_ACTION,
    /** The row must stay while it has children. */
    RESTRICT,
    /** They go with the row, or get its new key. */
    CASCADE,
    /** They lose their parent. */
    SET_NULL,
    /** They get another parent; InnoDB knows the words and refuses them. */
    SET_DEFAULT;

    /** Whether the source changes rows of the child by itself. */
    public boolean changesRows() {
      return this == CASCADE || this == SET_NULL || this == SET_DEFAULT;
    }

    /** As SQL spells it. */
    public String sql() {
      return name().replace('_', ' ');
    }

    /**
     * Reads what {@link #sql} spells.
     *
     * @throws IllegalArgumentException when it is no action
     */
    public static Action of(String sql) {
      return valueOf(sql.replace(' ', '_'));
    }
  }
}
