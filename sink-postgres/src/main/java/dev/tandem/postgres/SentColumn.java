/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a statement is sent of each change.
 *
 * @param type as what it is sent
 * @param value makes it of the change
 */
record SentColumn<T extends EntityChange>(PgType type, Function<T, Value> value) {

  void write(T change, PgBytes out) {
    type.writeField(value.apply(change), out);
  }

  /** The fields and facts of a row, without what only the server knows. */
  static List<SentColumn<EntityChange.Upserted>> ofRow(TargetTable table) {
    List<SentColumn<EntityChange.Upserted>> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      int field = i;
      columns.add(
          new SentColumn<>(table.columns().get(i).sent(), upserted -> upserted.row().value(field)));
    }
    for (FactColumn fact : table.facts()) {
      if (fact.isSent()) {
        columns.add(new SentColumn<>(fact.sent(), fact::value));
      }
    }
    return columns;
  }

  /** The key of a row that is gone. */
  static List<SentColumn<EntityChange.Deleted>> ofKey(TargetTable table) {
    List<SentColumn<EntityChange.Deleted>> columns = new ArrayList<>();
    for (TargetColumn key : table.key()) {
      columns.add(new SentColumn<>(key.sent(), deleted -> deleted.left().get(0).value(key.name())));
    }
    return columns;
  }

  static <T extends EntityChange> SentColumn<T> version() {
    return new SentColumn<>(PgType.BIGINT, change -> new Value.Int(change.version().value()));
  }

  /** In its canonical spelling, as tombstones are found by it. */
  static <T extends EntityChange> SentColumn<T> key() {
    return new SentColumn<>(PgType.TEXT, change -> new Value.Text(change.key().json()));
  }
}
