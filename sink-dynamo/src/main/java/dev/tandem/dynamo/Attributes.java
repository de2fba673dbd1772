/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DynamoDB says of attributes: when two are the same, how much they take, how deep they go.
 */
final class Attributes {
  /** The most bytes of an item, names included. */
  static final long MOST_BYTES = 409_600;

  /** How deep lists and maps may nest in an attribute. */
  static final int MOST_LEVELS = DynamoPlan.MOST_LEVELS;

  private static final int COLLECTION_OVERHEAD = 3;

  private Attributes() {}

  /** Whether both hold the same, a number by its value. */
  static boolean same(AttributeValue one, AttributeValue other) {
    if (one.type() != other.type()) {
      return false;
    }
    return switch (one.type()) {
      case N -> new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0;
      case L -> sameItems(one.l(), other.l());
      case M -> sameMembers(one.m(), other.m());
      default -> one.equals(other);
    };
  }

  private static boolean sameItems(List<AttributeValue> one, List<AttributeValue> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return one.size() == other.size();
  }

  private static boolean sameMembers(
      Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(
                member ->
                    same(
                        member.getValue(),
                        other.getOrDefault(member.getKey(), AttributeValue.fromNul(true))));
  }

  /** The bytes that count against {@link #MOST_BYTES}. */
  static long size(Map<String, AttributeValue> item) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + size(attribute.getValue());
    }
    return bytes;
  }

  private static long size(AttributeValue attribute) {
    return switch (attribute.type()) {
      case S -> utf8(attribute.s());
      case N -> number(new BigDecimal(attribute.n()));
      case B -> attribute.b().asByteArrayUnsafe().length;
      case M -> COLLECTION_OVERHEAD + attribute.m().size() + size(attribute.m());
      case L ->
          COLLECTION_OVERHEAD
              + attribute.l().size()
              + attribute.l().stream().mapToLong(Attributes::size).sum();
      default -> 1;
    };
  }

  /** A byte for two digits, counted from the point, one more, and one for a minus sign. */
  private static long number(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    BigDecimal digits = number.stripTrailingZeros();
    long last = -digits.scale();
    long first = last + digits.precision() - 1;
    long pairs = Math.floorDiv(first, 2) - Math.floorDiv(last, 2) + 1;
    return pairs + 1 + (number.signum() < 0 ? 1 : 0);
  }

  /** How many bytes a text takes in UTF-8. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800 && !Character.isSurrogate(c)) {
        bytes += 2;
      } else if (c >= 0x80) {
        bytes += 1;
      }
    }
    return bytes;
  }

  /** How many lists and maps an attribute has one in the other. */
  static int levels(AttributeValue attribute) {
    return switch (attribute.type()) {
      case M -> 1 + attribute.m().values().stream().mapToInt(Attributes::levels).max().orElse(0);
      case L -> 1 + attribute.l().stream().mapToInt(Attributes::levels).max().orElse(0);
      default -> 0;
    };
  }
}
