/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An order of values that is the same wherever rows are put together: NULL first, numbers by value,
 * text by code points, times by time. No collation of a source has a part in it.
 */
final class ValueOrder {
  private ValueOrder() {}

  static int compare(SourceRow one, int[] columns, SourceRow other, int[] otherColumns) {
    for (int i = 0; i < Math.min(columns.length, otherColumns.length); i++) {
      int order = compare(value(one, columns[i]), value(other, otherColumns[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Value value(SourceRow row, int column) {
    return column < 0 ? Value.NULL : row.value(column);
  }

  private static int compare(Value one, Value other) {
    if (one.isNull() || other.isNull()) {
      return Boolean.compare(other.isNull(), one.isNull());
    } else if (one instanceof Value.Int a && other instanceof Value.Int b) {
      return Long.compare(a.value(), b.value());
    } else if (isNumber(one) && isNumber(other)) {
      return number(one).compareTo(number(other));
    } else if (one instanceof Value.Text a && other instanceof Value.Text b) {
      return Arrays.compareUnsigned(utf8(a.value()), utf8(b.value()));
    } else if (one instanceof Value.Bytes a && other instanceof Value.Bytes b) {
      return Arrays.compareUnsigned(a.value(), b.value());
    } else if (one instanceof Value.Date a && other instanceof Value.Date b) {
      return a.value().compareTo(b.value());
    } else if (one instanceof Value.Time a && other instanceof Value.Time b) {
      return a.value().compareTo(b.value());
    } else if (one instanceof Value.Timestamp a && other instanceof Value.Timestamp b) {
      return a.value().compareTo(b.value());
    } else if (one instanceof Value.Moment a && other instanceof Value.Moment b) {
      return a.value().compareTo(b.value());
    } else if (one instanceof Value.Duration a && other instanceof Value.Duration b) {
      return Long.compare(a.micros(), b.micros());
    }
    return one.toString().compareTo(other.toString());
  }

  private static boolean isNumber(Value value) {
    return value instanceof Value.Int
        || value instanceof Value.Decimal
        || value instanceof Value.Bool
        || value instanceof Value.Float32
        || value instanceof Value.Float64;
  }

  private static BigDecimal number(Value value) {
    if (value instanceof Value.Int number) {
      return BigDecimal.valueOf(number.value());
    } else if (value instanceof Value.Decimal number) {
      return number.value();
    } else if (value instanceof Value.Float32 number) {
      return BigDecimal.valueOf(number.value());
    } else if (value instanceof Value.Float64 number) {
      return BigDecimal.valueOf(number.value());
    }
    return value.equals(new Value.Bool(true)) ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
