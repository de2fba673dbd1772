/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Value;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a value is written for PostgreSQL: as the text from which a cast makes exactly that value.
 */
final class ColumnText {
  private ColumnText() {}

  static @Nullable String of(Value value) {
    if (value instanceof Value.Text text) {
      return text.value();
    } else if (value instanceof Value.Int number) {
      return Long.toString(number.value());
    } else if (value instanceof Value.Null) {
      return null;
    } else if (value instanceof Value.Decimal number) {
      return number.value().toPlainString();
    } else if (value instanceof Value.Bool bool) {
      return bool.value() ? "t" : "f";
    } else if (value instanceof Value.Float32 number) {
      return Float.toString(number.value());
    } else if (value instanceof Value.Float64 number) {
      return Double.toString(number.value());
    } else if (value instanceof Value.Date date) {
      return date.value().toString();
    } else if (value instanceof Value.Time time) {
      return Iso.time(time.value());
    } else if (value instanceof Value.Duration duration) {
      return DurationType.format(duration.micros());
    } else if (value instanceof Value.Timestamp timestamp) {
      return Iso.timestamp(timestamp.value());
    } else if (value instanceof Value.Moment moment) {
      return Iso.instant(moment.value());
    } else if (value instanceof Value.Bytes bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes.value());
    } else if (value instanceof Value.Json json) {
      return json.value().toString();
    } else if (value instanceof Value.Array array) {
      return arrayLiteral(array);
    }
    throw new AssertionError(value.getClass());
  }

  private static String arrayLiteral(Value.Array array) {
    StringBuilder literal = new StringBuilder("{");
    for (Value item : array.values()) {
      literal.append(literal.length() > 1 ? "," : "");
      String text = of(item);
      if (text == null) {
        literal.append("NULL");
      } else {
        literal.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      }
    }
    return literal.append('}').toString();
  }
}
