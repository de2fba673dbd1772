/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Value;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Values for a terminal: in one line, cut, and with nothing that a terminal would obey or hide, for
 * rows may hold anything.
 */
public final class ValueText {
  private static final int LONGEST = 256;

  /** So much of what is alike is shown before the first difference of long texts. */
  private static final int LEAD = 32;

  private ValueText() {}

  /** One value. */
  public static String of(Value value) {
    return cut(plain(value), 0);
  }

  /** The first of two values that differ, cut to where they do. */
  static String of(Value value, Value other) {
    return cut(plain(value), difference(plain(value), plain(other)));
  }

  /** Text that is no value, such as a flaw in the target's own spelling. */
  static String of(String text) {
    return cut(escaped(text), 0);
  }

  private static int difference(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int same = 0;
    while (same < end && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String cut(String text, int interesting) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int from = Math.min(Math.max(0, interesting - LEAD), text.length() - LONGEST);
    int to = from + LONGEST;
    return (from > 0 ? "..." : "")
        + text.substring(from, to)
        + (to < text.length() ? "..." : "")
        + " ("
        + text.length()
        + " characters)";
  }

  private static String plain(Value value) {
    if (value instanceof Value.Text text) {
      return '\'' + escaped(text.value()) + '\'';
    } else if (value instanceof Value.Json json) {
      return escaped(json.value().toString());
    } else if (value instanceof Value.Bytes bytes) {
      return "0x" + HexFormat.of().formatHex(bytes.value());
    } else if (value instanceof Value.Array array) {
      return array.values().stream()
          .map(ValueText::plain)
          .collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Value.Bits bits) {
      return "b'" + bits.digits() + '\'';
    } else if (value.isNull()) {
      return "NULL";
    }
    return number(value);
  }

  private static String number(Value value) {
    if (value instanceof Value.Int number) {
      return Long.toString(number.value());
    } else if (value instanceof Value.Decimal number) {
      return number.value().toPlainString();
    } else if (value instanceof Value.Float32 number) {
      return Float.toString(number.value());
    } else if (value instanceof Value.Float64 number) {
      return Double.toString(number.value());
    } else if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.value());
    }
    return time(value);
  }

  private static String time(Value value) {
    if (value instanceof Value.Date date) {
      return date.value().toString();
    } else if (value instanceof Value.Time time) {
      return Iso.time(time.value());
    } else if (value instanceof Value.Duration span) {
      return DurationType.format(span.micros());
    } else if (value instanceof Value.Timestamp timestamp) {
      return Iso.timestamp(timestamp.value());
    } else if (value instanceof Value.Moment moment) {
      return Iso.instant(moment.value());
    } else if (value instanceof Value.NoDate) {
      return "(no date)";
    } else if (value instanceof Value.Unfit unfit) {
      return "(" + unfit.why() + ")";
    }
    throw new IllegalArgumentException("no text for a " + value.getClass().getSimpleName());
  }

  /** Text that is no value, whole. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    switch (character) {
      case '\\' -> escaped.append("\\\\");
      case '\'' -> escaped.append("\\'");
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      default -> {
        if (character == ' ' || isVisible(character)) {
          escaped.appendCodePoint(character);
        } else {
          escaped.append(String.format(Locale.ROOT, "\\u{%x}", character));
        }
      }
    }
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
