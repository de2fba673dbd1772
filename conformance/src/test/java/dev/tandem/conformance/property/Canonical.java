/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tandem.conformance.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One spelling for what the databases spell in several. */
final class Canonical {
  private static final int FRACTION_DIGITS = 6;
  private static final int LONGEST_SHOWN = 200;
  private static final int BEFORE = 30;

  private Canonical() {}

  /** The text of UTF-8 bytes. */
  static String characters(String hex) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8: " + hex, e);
    }
  }

  /** A number by its value, whatever its scale. */
  static String number(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }

  /** A time with all its six digits of fraction. */
  static String fraction(String time) {
    int point = time.indexOf('.');
    String padded = point < 0 ? time + '.' : time;
    int missing = FRACTION_DIGITS - (padded.length() - 1 - padded.indexOf('.'));
    return padded + "0".repeat(missing);
  }

  /** A time that may lie outside one day, with its sign. */
  static String span(String text) {
    return fraction(text.startsWith("-") ? text : '+' + text);
  }

  static String without(String end, String text) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  /** Sixteen bytes as text, the first eight of them in another order. */
  static String uuid(String hex, int... order) {
    StringBuilder ordered = new StringBuilder();
    for (int position : order) {
      ordered.append(hex, 2 * position, 2 * position + 2);
    }
    return ordered
        .append(hex.substring(16))
        .insert(20, '-')
        .insert(16, '-')
        .insert(12, '-')
        .insert(8, '-')
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  /** The labels of a SET as a list of texts. */
  static String labels(String text) {
    return list(text.isEmpty() ? List.of() : quoted(text.split(",", -1)));
  }

  private static List<String> quoted(String... labels) {
    List<String> quoted = new ArrayList<>();
    for (String label : labels) {
      quoted.add(TextNode.valueOf(label).toString());
    }
    return quoted;
  }

  /** A document with its members in order and its numbers by value. */
  static String json(String text) {
    return json(Json.read(text));
  }

  private static String json(JsonNode node) {
    if (node.isObject()) {
      Map<String, String> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), json(member.getValue())));
      return map(members);
    } else if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(json(item)));
      return list(items);
    }
    return node.isNumber() ? number(node.asText()) : node.toString();
  }

  /** The same of an attribute. */
  static String document(JsonNode attribute) {
    Map.Entry<String, JsonNode> typed = attribute.properties().iterator().next();
    JsonNode value = typed.getValue();
    return switch (typed.getKey()) {
      case "M" -> {
        Map<String, String> members = new TreeMap<>();
        value
            .properties()
            .forEach(member -> members.put(member.getKey(), document(member.getValue())));
        yield map(members);
      }
      case "L" -> {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(document(item)));
        yield list(items);
      }
      case "N" -> number(value.asText());
      case "S", "BOOL" -> value.toString();
      case "NULL" -> "null";
      default -> "no JSON but " + attribute;
    };
  }

  private static String map(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> TextNode.valueOf(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String list(Collection<String> items) {
    return items.stream().collect(Collectors.joining(",", "[", "]"));
  }

  /** A value as a message shows it: a long one from shortly before it differs from the other. */
  static String shown(@Nullable String value, @Nullable String other) {
    if (value == null) {
      return "NULL";
    }
    int start = 0;
    if (value.length() > LONGEST_SHOWN && other != null) {
      start = Math.max(0, Arrays.mismatch(value.toCharArray(), other.toCharArray()) - BEFORE);
    }
    int end = Math.min(value.length(), start + LONGEST_SHOWN);
    StringBuilder shown = new StringBuilder();
    for (char c : value.substring(start, end).toCharArray()) {
      shown.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\u%04X", (int) c));
    }
    return (start > 0 ? "..." : "")
        + "'"
        + shown
        + "'"
        + (end < value.length() ? "... (" + value.length() + " long)" : "");
  }
}
