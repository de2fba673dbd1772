/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.tandem.model.type.JsonTree.JsonNumber;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field's value as the CEL runtime knows it; nothing is lost on the way. */
final class ToCel {
  private static final int LONGEST_INT = 20;

  /** CEL converts what it is given by recursion; MySQL's own JSON has 100 levels at most. */
  private static final int DEEPEST = 200;

  private ToCel() {}

  static Object object(Value value) {
    if (value instanceof Value.Text text) {
      return text.value();
    } else if (value instanceof Value.Int number) {
      return number.value();
    } else if (value instanceof Value.Decimal || value.isNull()) {
      return value.isNull() ? NullValue.NULL_VALUE : value;
    } else if (value instanceof Value.Bool bool) {
      return bool.value();
    } else if (value instanceof Value.Float64 number) {
      return number.value();
    } else if (value instanceof Value.Float32 number) {
      return (double) number.value();
    } else if (value instanceof Value.Bytes bytes) {
      return CelByteString.of(bytes.value());
    } else if (value instanceof Value.Json json) {
      return node(json.value().root(), 0);
    } else if (value instanceof Value.Array array) {
      return array.values().stream().map(ToCel::object).toList();
    }
    return time(value);
  }

  private static Object time(Value value) {
    if (value instanceof Value.Date date) {
      return date.value().atStartOfDay().toInstant(ZoneOffset.UTC);
    } else if (value instanceof Value.Timestamp timestamp) {
      return timestamp.value().toInstant(ZoneOffset.UTC);
    } else if (value instanceof Value.Moment moment) {
      return moment.value();
    } else if (value instanceof Value.Time time) {
      return Duration.ofNanos(time.value().toNanoOfDay());
    } else if (value instanceof Value.Duration duration) {
      return Duration.of(duration.micros(), ChronoUnit.MICROS);
    }
    throw new IllegalStateException("a " + value.getClass().getSimpleName() + " has no CEL value");
  }

  private static Object node(@Nullable Object node, int depth) {
    if (depth > DEEPEST) {
      throw new Failure("a JSON document of more than " + DEEPEST + " levels");
    } else if (node == null) {
      return NullValue.NULL_VALUE;
    } else if (node instanceof JsonNumber number) {
      return number(number.text());
    } else if (node instanceof List<?> items) {
      List<Object> list = new ArrayList<>(items.size());
      items.forEach(item -> list.add(node(item, depth + 1)));
      return list;
    } else if (node instanceof Map<?, ?> members) {
      Map<Object, Object> map = new LinkedHashMap<>();
      members.forEach((name, member) -> map.put(name, node(member, depth + 1)));
      return map;
    }
    return node;
  }

  /** By its spelling, so that 3.0 is not divided as a whole number is. */
  private static Object number(String text) {
    if (text.length() <= LONGEST_INT && text.chars().noneMatch(c -> c == '.' || (c | 32) == 'e')) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return new Value.Decimal(new BigDecimal(text)); // beyond 64 bits
      }
    }
    return new Value.Decimal(new BigDecimal(text));
  }
}
