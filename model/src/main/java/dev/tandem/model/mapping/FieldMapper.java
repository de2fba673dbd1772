/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.expression.Formula;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.transform.Transform;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes one field of a row: its origin, then the transforms, the value that stands for NULL, the
 * type.
 *
 * @param otherwise stands for NULL; NULL itself when nothing does
 */
record FieldMapper(EntityField field, Origin origin, List<Transform> steps, Value otherwise) {

  /**
   * The field's value.
   *
   * @param others the fields that a computed one uses
   * @throws RowRefused when the field cannot hold it unchanged (invariant 6)
   */
  Value map(SourceRow row, Function<String, Value> others) throws RowRefused {
    try {
      return checked(origin.value(row, others));
    } catch (Refused e) {
      throw new RowRefused(field.name(), e);
    }
  }

  private Value checked(Value original) throws Refused {
    Value value = original;
    for (int i = 0; i < steps.size() && !value.isNull(); i++) {
      value = steps.get(i).apply(value);
    }
    if (!value.isNull()) {
      return field.type().accept(value);
    }
    if (!field.nullable() && otherwise.isNull()) {
      throw new Refused(ValueError.NULL, "the field is required");
    }
    return otherwise;
  }

  /** The position of the column that it is made of. */
  Optional<Integer> column() {
    return origin instanceof Column column ? Optional.of(column.position()) : Optional.empty();
  }

  /** The fields that it is computed from. */
  Set<String> uses() {
    return origin instanceof Computed computed ? computed.formula().fields() : Set.of();
  }

  /** Where a value comes from. */
  sealed interface Origin {
    Value value(SourceRow row, Function<String, Value> others) throws Refused;
  }

  /** The value of a column. */
  record Column(int position) implements Origin {
    @Override
    public Value value(SourceRow row, Function<String, Value> others) {
      return row.value(position);
    }
  }

  /** The same value always. */
  record Constant(Value value) implements Origin {
    @Override
    public Value value(SourceRow row, Function<String, Value> others) {
      return value;
    }
  }

  /** The value of an expression. */
  record Computed(Formula formula) implements Origin {
    @Override
    public Value value(SourceRow row, Function<String, Value> others) throws Refused {
      return formula.evaluate(others);
    }
  }
}
