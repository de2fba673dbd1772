/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.tandem.model.expression.Functions.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions on text that search, or make more text than they are given: they pay for the worst case
 * before they begin. Positions count characters (code points).
 */
final class Texts {
  private static final Parameter<String> STRING = Decimals.STRING;
  private static final CelType STRINGS = ListType.create(SimpleType.STRING);

  @SuppressWarnings("rawtypes")
  private static final Parameter<List> LIST = new Parameter<>(STRINGS, List.class);

  private static final int CHARACTERS_PER_UNIT = 32;
  private static final int STEPS_PER_UNIT = 512;

  private Texts() {}

  static void addTo(Functions functions) {
    functions.addMember("contains", SimpleType.BOOL, STRING, STRING, Texts::contains);
    functions.addMember("indexOf", SimpleType.INT, STRING, STRING, Texts::indexOf);
    functions.addMember("lastIndexOf", SimpleType.INT, STRING, STRING, Texts::lastIndexOf);
    functions.addMember("split", STRINGS, STRING, STRING, Texts::split);
    functions.addMember("join", SimpleType.STRING, LIST, STRING, Texts::join);
    functions.addMember("matches", SimpleType.BOOL, STRING, STRING, Texts::matches);
    functions.add(
        "replace",
        true,
        SimpleType.STRING,
        List.of(STRING, STRING, STRING),
        arguments -> replace((String) arguments[0], (String) arguments[1], (String) arguments[2]));
  }

  private static boolean contains(String text, String part) {
    paySearch(text, part);
    return text.contains(part);
  }

  private static long indexOf(String text, String part) {
    paySearch(text, part);
    int index = text.indexOf(part);
    return index < 0 ? -1 : text.codePointCount(0, index);
  }

  private static long lastIndexOf(String text, String part) {
    paySearch(text, part);
    int index = text.lastIndexOf(part);
    return index < 0 ? -1 : text.codePointCount(0, index);
  }

  private static List<String> split(String text, String separator) {
    paySearch(text, separator);
    if (separator.isEmpty()) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String join(List<?> parts, String separator) {
    StringBuilder text = new StringBuilder();
    String between = "";
    for (Object part : parts) {
      if (!(part instanceof String string)) {
        throw new Failure("a list with elements that are no strings in join(...)");
      }
      payLength((long) between.length() + string.length());
      text.append(between).append(string);
      between = separator;
    }
    return text.toString();
  }

  private static String replace(String text, String part, String replacement) {
    paySearch(text, part);
    long places = part.isEmpty() ? text.length() + 1L : places(text, part);
    payLength(text.length() + places * replacement.length());
    return text.replace(part, replacement);
  }

  private static long places(String text, String part) {
    long places = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      places++;
    }
    return places;
  }

  private static boolean matches(String text, String pattern) {
    return Regex.of(pattern).find(text);
  }

  /** What the search costs when every position nearly matches. */
  private static void paySearch(String text, String part) {
    Budget.pay((long) text.length() * Math.max(1, part.length()) / STEPS_PER_UNIT);
  }

  private static void payLength(long characters) {
    Budget.pay(1 + characters / CHARACTERS_PER_UNIT);
  }
}
