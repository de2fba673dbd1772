/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values by which rows of two tables are joined, in one spelling whatever the types of the
 * columns: an INT that refers to a BIGINT is spelled like it.
 */
public final class JoinKey {
  private JoinKey() {}

  /**
   * The values of some columns, or null when one of them is NULL, so that nothing is referred to.
   *
   * @param columns their positions; -1 for one that the row's table did not have on its day
   */
  public static @Nullable String of(SourceRow row, int[] columns) {
    StringBuilder text = new StringBuilder(24);
    for (int column : columns) {
      Value value = column < 0 ? Value.NULL : row.value(column);
      if (value.isNull()) {
        return null;
      }
      append(value, text.append(text.isEmpty() ? "" : ","));
    }
    return text.toString();
  }

  /** The same of values alone. */
  public static @Nullable String of(List<Value> values) {
    StringBuilder text = new StringBuilder(24);
    for (Value value : values) {
      if (value.isNull()) {
        return null;
      }
      append(value, text.append(text.isEmpty() ? "" : ","));
    }
    return text.toString();
  }

  private static void append(Value value, StringBuilder text) {
    if (value instanceof Value.Int number) {
      text.append(number.value());
    } else if (value instanceof Value.Decimal number) {
      text.append(plain(number.value()));
    } else if (value instanceof Value.Bool bool) {
      text.append(bool.value() ? 1 : 0);
    } else if (value instanceof Value.Bits bits) {
      text.append(plain(bits.number()));
    } else if (value instanceof Value.Text string) {
      quote(string.value(), text);
    } else if (value instanceof Value.Bytes bytes) {
      quote(HexFormat.of().formatHex(bytes.value()), text);
    } else {
      quote(value.toString(), text);
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** A comma within a text must not look like one between two. */
  private static void quote(String value, StringBuilder text) {
    text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }
}
