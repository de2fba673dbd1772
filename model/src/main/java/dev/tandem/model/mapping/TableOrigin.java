/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;

/**
 * What a field holds that says where a row came from: the same for all rows of a table, so it is
 * made once.
 */
final class TableOrigin {
  private final FieldPlan field;
  private final FieldPlan.TableName which;

  TableOrigin(FieldPlan field) {
    this.field = field;
    this.which = ((FieldPlan.OfTable) field.origin()).which();
  }

  /** The declared type, or text of any length: a step may make a longer one of the name. */
  Type type() {
    return field.type().orElseGet(() -> new TextType(TextType.UNLIMITED));
  }

  /**
   * The value for a table.
   *
   * @throws Refused when a step or the type does not take it
   */
  Value of(TableId table) throws Refused {
    Value value = new Value.Text(which.of(table));
    for (FieldPlan.Step step : field.steps()) {
      if (!value.isNull()) {
        value = step.transform().apply(value);
      }
    }
    if (value.isNull() && field.otherwise().isPresent()) {
      value = new Value.Text(field.otherwise().get());
    }
    return value.isNull() ? value : type().accept(value);
  }
}
