/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/** Regular expressions that take time in proportion to the text: those of RE2. */
final class Regex {
  private static final int LONGEST = 1_000;
  private static final long LARGEST = 5_000;
  private static final int STEPS_PER_UNIT = 32;
  private static final int MOST_KNOWN = 1_000;

  /**
   * What counts: quoted text, an escape, a class of characters, a repetition, a bracket, any
   * character.
   */
  private static final java.util.regex.Pattern PART =
      java.util.regex.Pattern.compile(
          "\\\\Q.*?(?:\\\\E|$)|\\\\.|\\[\\^?]?(?:\\\\.|[^\\]\\\\])*]|\\{(\\d{1,4})(?:,(\\d{0,4}))?}|.",
          java.util.regex.Pattern.DOTALL);

  /** Those that stand in an expression; those that come out of a row are not kept. */
  private static final Map<String, Regex> KNOWN = new ConcurrentHashMap<>();

  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Compiles a pattern that stands in an expression, once and for all. */
  static void prepare(String text) {
    Regex regex = compile(text);
    if (KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(text, regex);
    }
  }

  static Regex of(String text) {
    Regex known = KNOWN.get(text);
    return known == null ? compile(text) : known;
  }

  /** Whether any part of the text matches. */
  boolean find(String text) {
    Budget.pay(1 + (long) text.length() * pattern.programSize() / STEPS_PER_UNIT);
    return pattern.matcher(text).find();
  }

  private static Regex compile(String text) {
    if (text.length() > LONGEST) {
      throw new Failure("a pattern of more than " + LONGEST + " characters in matches(...)");
    }
    long size = size(text);
    if (size > LARGEST) {
      throw new Failure("a pattern with too many repetitions in matches(...)");
    }
    Budget.pay(size);
    try {
      return new Regex(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new Failure("a pattern in matches(...) that is none of RE2");
    }
  }

  /** About how large the program becomes: the library multiplies repetitions without a limit. */
  private static long size(String text) {
    Deque<Long> outer = new ArrayDeque<>();
    long size = 0;
    long last = 0;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      String part = parts.group();
      if (part.equals("(")) {
        outer.push(size);
        size = 0;
        last = 0;
      } else if (part.equals(")") && !outer.isEmpty()) {
        last = size + 1;
        size = outer.pop() + last;
      } else if (parts.group(1) != null) {
        size += last * (repetitions(parts) - 1);
        last *= repetitions(parts);
      } else {
        last = part.startsWith("\\Q") ? part.length() : 1;
        size += last;
      }
      if (size > LARGEST) {
        return size;
      }
    }
    return size;
  }

  private static long repetitions(MatchResult part) {
    String most = part.group(2);
    return Math.max(
        Math.max(1, Long.parseLong(part.group(1))),
        most == null || most.isEmpty() ? 0 : Long.parseLong(most));
  }
}
