/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of a target table that a field is written to.
 *
 * @param cast the column's type without length: an explicit cast to {@code varchar(5)} would cut in
 *     silence
 * @param sent as what values are sent
 * @param limit what must fit, where PostgreSQL would round or cut instead of refusing
 */
record TargetColumn(EntityField field, String cast, PgType sent, Optional<Type> limit) {

  static TargetColumn of(EntityField field, String formatted, String base) {
    Optional<Type> limit =
        ColumnTypes.limit(formatted)
            .filter(type -> type.kind() == kindOf(field) && !type.equals(field.type()));
    return new TargetColumn(field, base, PgType.of(field.type(), base), limit);
  }

  private static Type.Kind kindOf(EntityField field) {
    return field.type().kind();
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
      limit.get().accept(value);
    }
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
