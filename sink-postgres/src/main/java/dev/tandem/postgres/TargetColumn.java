/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of a target table that a field is written to.
 *
 * @param cast the column's type without length: an explicit cast to {@code varchar(5)} would cut in
 *     silence
 * @param sent as what values are sent
 * @param limit what must fit, where PostgreSQL would round or cut instead of refusing
 * @param step in which times must fit, where the column has not all of theirs
 */
record TargetColumn(
    EntityField field, String cast, PgType sent, Optional<Type> limit, Optional<TimeStep> step) {

  private static final Set<Type.Kind> NUMBERS =
      EnumSet.of(
          Type.Kind.INT, Type.Kind.UINT64, Type.Kind.DECIMAL, Type.Kind.FLOAT32, Type.Kind.FLOAT64);

  static TargetColumn of(EntityField field, String formatted, String base) {
    Optional<Type> limit =
        ColumnTypes.limit(formatted)
            .filter(type -> !type.equals(field.type()) && isOfOneSort(type, field.type()));
    return new TargetColumn(
        field, base, PgType.of(field.type(), base), limit, TimeStep.of(formatted));
  }

  /** Of two sorts, PostgreSQL refuses what does not fit. */
  private static boolean isOfOneSort(Type column, Type field) {
    return column.kind() == field.kind()
        || (NUMBERS.contains(column.kind()) && NUMBERS.contains(field.kind()));
  }

  String name() {
    return field.name();
  }

  /** Whether the column takes values as they are sent, without a cast. */
  boolean isSentAsIs() {
    return sent.isTypeOf(cast);
  }

  /**
   * Refuses what PostgreSQL would change in silence or reject without saying where.
   *
   * @throws Refused with the reason
   */
  void check(Value value) throws Refused {
    if (hasNul(value)) {
      throw new Refused(ValueError.NUL_CHAR, "PostgreSQL cannot store it");
    }
    if (limit.isPresent() && !value.isNull()) {
      limit.get().accept(asSent(value, limit.get()));
    }
    if (step.isPresent() && !step.get().keeps(value)) {
      throw new Refused(ValueError.TIME_FRACTION, "the column keeps only a part of it");
    }
  }

  /** A float becomes another number by its digits. */
  private static Value asSent(Value value, Type column) {
    boolean digits =
        (value instanceof Value.Float32 || value instanceof Value.Float64)
            && (column.kind() == Type.Kind.DECIMAL || column.kind() == Type.Kind.INT);
    return digits ? new Value.Text(Objects.requireNonNull(ColumnText.of(value))) : value;
  }

  private static boolean hasNul(Value value) {
    if (value instanceof Value.Text text) {
      return text.value().indexOf('\0') >= 0;
    } else if (value instanceof Value.Array array) {
      return array.values().stream().anyMatch(TargetColumn::hasNul);
    }
    return value instanceof Value.Json json && nodeHasNul(json.value().root());
  }

  /** A jsonb column takes U+0000 not even as an escape. */
  private static boolean nodeHasNul(@Nullable Object node) {
    if (node instanceof Map<?, ?> members) {
      return members.keySet().stream().anyMatch(TargetColumn::nodeHasNul)
          || members.values().stream().anyMatch(TargetColumn::nodeHasNul);
    } else if (node instanceof List<?> items) {
      return items.stream().anyMatch(TargetColumn::nodeHasNul);
    }
    return node instanceof String text && text.indexOf('\0') >= 0;
  }
}
