/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names that want to be quoted. */
final class Names {
  private static final List<String> HOSTILE =
      List.of(
          "select",
          "order",
          "group by",
          "KEY",
          "it's",
          "say \"hi\"",
          "tick`tack",
          "a,b",
          "back\\slash",
          "semi;--",
          "50%s",
          "cost$",
          "a+b",
          "[x]",
          "(y)",
          "x^y|z?",
          "#tag",
          "a:b",
          "a=b",
          "@home",
          "{curly}",
          "na\u00efve",
          "\u041a\u043b\u044e\u0447",
          "\u65e5\u672c\u8a9e",
          "user",
          "desc",
          "version",
          "op",
          "before",
          "after",
          "source",
          "CamelCase",
          "snake_case",
          "plain");

  /** A dot would part a table's name from its database's. */
  private static final List<String> OF_COLUMNS = List.of("dot.ted", " lead", "a*b");

  /** By the rule for {@code snake_case} in docs/configuration.md. */
  private static final Map<String, String> IN_SNAKE_CASE =
      Map.of(
          "KEY", "key",
          "CamelCase", "camel_case",
          "\u041a\u043b\u044e\u0447", "\u043a\u043b\u044e\u0447");

  private Names() {}

  /** With a number, which tells it from others whatever becomes of the rest in a topic's name. */
  static String table(Dice dice, int number) {
    return dice.pick(HOSTILE) + '_' + number;
  }

  static List<String> columns(Dice dice, int count) {
    List<String> names = new ArrayList<>(HOSTILE);
    names.addAll(OF_COLUMNS);
    return dice.some(count, names);
  }

  static String inSnakeCase(String name) {
    return IN_SNAKE_CASE.getOrDefault(name, name);
  }
}
