/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.Optional;

/**
 * A column of a target table that a field is written to.
 *
 * @param cast the column's type without length: an explicit cast to {@code varchar(5)} would cut in
 *     silence
 * @param limit what must fit, where PostgreSQL would round or cut instead of refusing
 */
record TargetColumn(EntityField field, String cast, Optional<Type> limit) {

  static TargetColumn of(EntityField field, String formatted, String base) {
    Optional<Type> limit =
        ColumnTypes.limit(formatted)
            .filter(type -> type.kind() == kindOf(field) && !type.equals(field.type()));
    return new TargetColumn(field, base, limit);
  }

  private static Type.Kind kindOf(EntityField field) {
    return field.type().kind();
  }

  String name() {
    return field.name();
  }

  /**
   * Refuses what PostgreSQL would change in silence or reject without saying where.
   *
   * @throws Refused with the reason
   */
  void check(Value value) throws Refused {
    if (value instanceof Value.Text text && text.value().indexOf('\0') >= 0) {
      throw new Refused(ValueError.NUL_CHAR, "PostgreSQL cannot store it");
    }
    if (limit.isPresent() && !value.isNull()) {
      limit.get().accept(value);
    }
  }
}
