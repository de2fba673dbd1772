/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.JsonTree.JsonNumber;
import dev.tandem.model.type.JsonType;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an expression gave, as the type of a computed field holds it; refused where it cannot. */
final class FromCel {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private FromCel() {}

  static Value value(Object result, Type type) throws Refused {
    if (result instanceof NullValue) {
      return Value.NULL;
    }
    if (type instanceof JsonType) {
      return type.accept(new Value.Json(JsonTree.of(node(result))));
    }
    if (result instanceof List<?> items && type instanceof ArrayType array) {
      List<Value> values = new ArrayList<>(items.size());
      for (Object item : items) {
        values.add(value(item, array.element()));
      }
      return new Value.Array(values);
    }
    return type.accept(scalar(result, type));
  }

  private static Value scalar(Object result, Type type) throws Refused {
    if (result instanceof String text) {
      return new Value.Text(text);
    } else if (result instanceof Value.Decimal decimal) {
      return decimal;
    } else if (result instanceof Long number) {
      return new Value.Int(number);
    } else if (result instanceof UnsignedLong number) {
      return new Value.Decimal(new BigDecimal(number.bigIntegerValue()));
    } else if (result instanceof Double number) {
      return new Value.Float64(number);
    } else if (result instanceof Boolean bool) {
      return new Value.Bool(bool);
    } else if (result instanceof CelByteString bytes) {
      return Value.Bytes.of(bytes.toByteArray());
    } else if (result instanceof Instant instant) {
      return time(instant, type);
    } else if (result instanceof Duration duration) {
      return new Value.Duration(micros(duration));
    }
    throw Failure.refused(Failure.kind(result) + " where the field is " + type);
  }

  private static Value time(Instant instant, Type type) throws Refused {
    LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    checkMicros(local.toLocalTime().toNanoOfDay());
    return switch (type.kind()) {
      case DATE -> {
        if (!local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
          throw Failure.refused("a time of day where the field is a date; write date(...)");
        }
        yield new Value.Date(local.toLocalDate());
      }
      case TIMESTAMP -> new Value.Timestamp(local);
      case INSTANT -> new Value.Moment(instant);
      default -> throw Failure.refused("a timestamp where the field is " + type);
    };
  }

  private static long micros(Duration duration) throws Refused {
    checkMicros(duration.getNano());
    try {
      // Upwards for a negative span, whose product alone can be out of range.
      long seconds = duration.getSeconds();
      long micros = duration.getNano() / NANOS_PER_MICRO;
      boolean negative = seconds < 0 && micros > 0;
      return negative
          ? Math.addExact(
              Math.multiplyExact(seconds + 1, MICROS_PER_SECOND), micros - MICROS_PER_SECOND)
          : Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
    } catch (ArithmeticException e) {
      throw Failure.refused("a duration out of range");
    }
  }

  private static void checkMicros(long nanos) throws Refused {
    if (nanos % NANOS_PER_MICRO != 0) {
      throw Failure.refused("a time finer than a microsecond");
    }
  }

  private static @Nullable Object node(Object result) throws Refused {
    if (result instanceof NullValue) {
      return null;
    } else if (result instanceof Boolean || result instanceof String) {
      return result;
    } else if (result instanceof Long || result instanceof UnsignedLong) {
      return new JsonNumber(result.toString());
    } else if (result instanceof Value.Decimal decimal) {
      return new JsonNumber(decimal.value().toPlainString());
    } else if (result instanceof Double number && Double.isFinite(number)) {
      return new JsonNumber(number.toString());
    } else if (result instanceof List<?> items) {
      List<@Nullable Object> nodes = new ArrayList<>(items.size());
      for (Object item : items) {
        nodes.add(node(item));
      }
      return nodes;
    } else if (result instanceof Map<?, ?> members) {
      return members(members);
    }
    throw Failure.refused(
        Failure.kind(result) + " has no form in JSON; convert it with string(...)");
  }

  private static Map<String, @Nullable Object> members(Map<?, ?> members) throws Refused {
    Map<String, @Nullable Object> nodes = new TreeMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw Failure.refused("a member of a JSON object whose name is no string");
      }
      nodes.put(name, node(member.getValue()));
    }
    return nodes;
  }
}
