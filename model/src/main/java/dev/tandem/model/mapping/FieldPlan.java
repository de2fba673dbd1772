/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.source.TableId;
import dev.tandem.model.transform.Transform;
import dev.tandem.model.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * What the mapping says of one field.
 *
 * @param steps applied in order to a value that is not NULL, before the type accepts it
 * @param type the declared type, or empty for the one that the source's column asks for
 * @param otherwise what stands for NULL, in the spelling that the type accepts from text
 * @param required whether NULL is refused, even where the source's column allows it
 */
public record FieldPlan(
    String name,
    Origin origin,
    List<Step> steps,
    Optional<Type> type,
    Optional<String> otherwise,
    boolean required) {

  /** Copies the steps. */
  public FieldPlan {
    steps = List.copyOf(steps);
  }

  /** A column under a name, and perhaps a type, of its own. */
  public static FieldPlan of(String name, String column, Optional<Type> type) {
    return of(name, new Column(column), type);
  }

  /** What its origin has, neither transformed nor required. */
  public static FieldPlan of(String name, Origin origin, Optional<Type> type) {
    return new FieldPlan(name, origin, List.of(), type, Optional.empty(), false);
  }

  /** The column that it is made of, if it is made of one. */
  public Optional<String> column() {
    return origin instanceof Column column ? Optional.of(column.name()) : Optional.empty();
  }

  /** Where a field's value comes from. */
  public sealed interface Origin {}

  /** The value of a column. */
  public record Column(String name) implements Origin {}

  /** The same for every row; the field's type accepts it from text. */
  public record Constant(String text) implements Origin {}

  /** A name of the table that the row is in. */
  public record OfTable(TableName which) implements Origin {}

  /** Which name of a table. */
  public enum TableName {
    /** Of the database that it is in. */
    DATABASE,
    /** Of the schema that it is in. */
    SCHEMA,
    /** Its own, without database and schema. */
    TABLE;

    String of(TableId table) {
      return switch (this) {
        case DATABASE -> table.database();
        case SCHEMA -> table.schema();
        case TABLE -> table.table();
      };
    }
  }

  /** What a CEL expression makes of the fields that are not computed themselves. */
  public record Computed(String expression) implements Origin {}

  /**
   * A transform with the text that asks for it, by which two steps are equal.
   *
   * @param text as it is written in the file
   */
  public record Step(String text, Transform transform) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Step step && text.equals(step.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }
}
