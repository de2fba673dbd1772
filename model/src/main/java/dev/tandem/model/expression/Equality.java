/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.tandem.model.expression.Functions.Parameter;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ==}, {@code !=} and {@code in}, because those of CEL do not know decimals. They take any
 * two values; {@link Review} refuses types that can never be equal.
 */
final class Equality {
  private static final Parameter<Object> ANY = new Parameter<>(SimpleType.DYN, Object.class);

  @SuppressWarnings("rawtypes")
  private static final Parameter<List> LIST =
      new Parameter<>(ListType.create(SimpleType.DYN), List.class);

  @SuppressWarnings("rawtypes")
  private static final Parameter<Map> MAP =
      new Parameter<>(MapType.create(SimpleType.DYN, SimpleType.DYN), Map.class);

  private Equality() {}

  static void addTo(Functions functions) {
    functions.add("_==_", SimpleType.BOOL, ANY, ANY, Equality::same);
    functions.add("_!=_", SimpleType.BOOL, ANY, ANY, (a, b) -> !same(a, b));
    functions.add("@in", SimpleType.BOOL, ANY, LIST, Equality::contains);
    functions.add("@in", SimpleType.BOOL, ANY, MAP, (key, map) -> containsKey(map, key));
  }

  static boolean same(Object a, Object b) {
    if (a instanceof String || (a instanceof Long && b instanceof Long)) {
      return a.equals(b);
    }
    if (isNumber(a) || isNumber(b)) {
      return isNumber(a) && isNumber(b) && sameNumber(a, b);
    }
    if (a instanceof List<?> list && b instanceof List<?> other) {
      return list.size() == other.size() && sameElements(list, other);
    }
    if (a instanceof Map<?, ?> map && b instanceof Map<?, ?> other) {
      return map.size() == other.size() && sameMembers(map, other);
    }
    return a.equals(b);
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Value.Decimal;
  }

  private static boolean sameNumber(Object a, Object b) {
    if (a instanceof Double one && b instanceof Double other) {
      return one.doubleValue() == other.doubleValue();
    }
    boolean withDecimal = a instanceof Value.Decimal || b instanceof Value.Decimal;
    BigDecimal one = withDecimal ? Decimals.orNull(a) : binary(a);
    BigDecimal other = withDecimal ? Decimals.orNull(b) : binary(b);
    return one != null && other != null && one.compareTo(other) == 0;
  }

  /** Among binary numbers a floating point number stands for itself, to the last bit. */
  private static @Nullable BigDecimal binary(Object number) {
    return number instanceof Double floating && Double.isFinite(floating)
        ? new BigDecimal(floating)
        : Decimals.orNull(number);
  }

  private static boolean sameElements(List<?> list, List<?> other) {
    Iterator<?> others = other.iterator();
    for (Object element : list) {
      if (!same(element, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMembers(Map<?, ?> map, Map<?, ?> other) {
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object counterpart = other.get(member.getKey());
      if (counterpart == null || !same(member.getValue(), counterpart)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(Object element, List<?> list) {
    for (Object candidate : list) {
      if (same(element, candidate)) {
        return true;
      }
    }
    return false;
  }

  /** Keys of maps are whole numbers, booleans and strings. */
  private static boolean containsKey(Map<?, ?> map, Object key) {
    if (map.containsKey(key)) {
      return true;
    }
    return isNumber(key)
        && map.keySet().stream()
            .anyMatch(
                candidate ->
                    (candidate instanceof Long || candidate instanceof UnsignedLong)
                        && same(candidate, key));
  }
}
