/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.CutColumns;
import io.debezium.data.Json;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A change whose row is larger than Kafka takes, without its long values: the row's key and place
 * among the other changes are kept, and the transform makes a dead letter of it.
 *
 * @param envelope with empty texts in place of the values that are left out
 * @param columns those that are left out
 */
record Cut(Struct envelope, CutColumns columns) {
  /** Characters that a value may have; far more than a key can. */
  private static final int LONGEST = 1 << 16;

  static Cut of(Struct envelope) {
    Set<String> before = new TreeSet<>();
    Set<String> after = new TreeSet<>();
    Struct cut = new Struct(envelope.schema());
    for (Field field : envelope.schema().fields()) {
      Object value = envelope.getWithoutDefault(field.name());
      cut.put(
          field,
          switch (field.name()) {
            case "before" -> row((Struct) value, before);
            case "after" -> row((Struct) value, after);
            default -> value;
          });
    }
    return new Cut(cut, new CutColumns(before, after));
  }

  private static @Nullable Struct row(@Nullable Struct row, Set<String> columns) {
    if (row == null) {
      return null;
    }
    Struct cut = new Struct(row.schema());
    for (Field field : row.schema().fields()) {
      Object value = row.getWithoutDefault(field.name());
      if (value instanceof String text && text.length() > LONGEST) {
        columns.add(field.name());
        value = stand(field.schema());
      }
      cut.put(field, value);
    }
    return cut;
  }

  /** Something that can be decoded. */
  private static String stand(Schema schema) {
    return Json.LOGICAL_NAME.equals(schema.name()) ? "null" : "";
  }
}
