/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON documents as nested attributes. */
final class JsonAttribute {
  private JsonAttribute() {}

  static AttributeValue of(@Nullable Object node) throws Refused {
    if (node instanceof Map<?, ?> members) {
      return map(members);
    } else if (node instanceof List<?> items) {
      List<AttributeValue> list = new ArrayList<>(items.size());
      for (Object item : items) {
        list.add(of(item));
      }
      return AttributeValue.fromL(list);
    } else if (node instanceof JsonTree.JsonNumber number) {
      return number(number);
    } else if (node instanceof Boolean bool) {
      return AttributeValue.fromBool(bool);
    }
    return node == null
        ? AttributeValue.fromNul(true)
        : AttributeValue.fromS(characters((String) node));
  }

  private static AttributeValue map(Map<?, ?> members) throws Refused {
    Map<String, AttributeValue> map = new HashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = characters((String) member.getKey());
      if (name.isEmpty()) {
        throw new Refused(
            ValueError.DYNAMO_EMPTY_KEY, "a member of a JSON object has an empty name");
      }
      map.put(name, of(member.getValue()));
    }
    return AttributeValue.fromM(map);
  }

  private static AttributeValue number(JsonTree.JsonNumber number) throws Refused {
    try {
      return ToAttribute.number(new BigDecimal(number.text()));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new Refused(ValueError.DYNAMO_NUMBER_RANGE, "a number in JSON out of range");
    }
  }

  /** Encoding as UTF-8 would turn half of a surrogate pair into a question mark. */
  private static String characters(String text) throws Refused {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        throw new Refused(ValueError.SURROGATE, "in a JSON document");
      }
      i += pair ? 1 : 0;
    }
    return text;
  }

  /** The way back: a tree for {@link JsonTree#of}. */
  static @Nullable Object tree(AttributeValue attribute) throws Refused {
    return switch (attribute.type()) {
      case M -> members(attribute.m());
      case L -> items(attribute.l());
      case N -> new JsonTree.JsonNumber(attribute.n());
      case S -> attribute.s();
      case BOOL -> attribute.bool();
      case NUL -> null;
      default -> throw new Refused(ValueError.JSON, "JSON has no " + attribute.type());
    };
  }

  private static Map<String, @Nullable Object> members(Map<String, AttributeValue> map)
      throws Refused {
    Map<String, @Nullable Object> members = new TreeMap<>();
    for (Map.Entry<String, AttributeValue> member : map.entrySet()) {
      members.put(member.getKey(), tree(member.getValue()));
    }
    return members;
  }

  private static List<@Nullable Object> items(List<AttributeValue> list) throws Refused {
    List<@Nullable Object> items = new ArrayList<>(list.size());
    for (AttributeValue item : list) {
      items.add(tree(item));
    }
    return items;
  }
}
