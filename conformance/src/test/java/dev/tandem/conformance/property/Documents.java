/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.conformance.property.Column.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Columns of JSON. */
final class Documents {
  private static final MathContext FEW_DIGITS = new MathContext(15);

  private static final int DEEPEST = 4;
  private static final int LARGE = 700;
  private static final List<String> NAMES =
      List.of("a", "b", "Name", "name", "a b", "it's", "\\\"q\\\"", "\u00e9", "\ud83d\ude00", "0");

  private Documents() {}

  static Kind json() {
    return Kind.of("JSON", Form.JSON, Documents::literal);
  }

  /** As text, or made by MySQL of values that JSON itself does not have. */
  private static String literal(Dice dice) {
    if (dice.percent(15)) {
      return "JSON_ARRAY("
          + dice.pick(
              "CAST('2018-06-20' AS DATE)",
              "CAST('2018-06-20 06:37:03.6' AS DATETIME(6))",
              "CAST('-12:34:56.5' AS TIME(6))",
              "CAST('838:59:59' AS TIME)",
              "CAST('12345678901234567890.123456789' AS DECIMAL(40,9))",
              "CAST('-0.001' AS DECIMAL(10,3))",
              "CAST(18446744073709551615 AS UNSIGNED)",
              "CAST(0x00FF AS BINARY)",
              "1.50",
              "TRUE",
              "NULL")
          + ")";
    } else if (dice.percent(2)) {
      return large(dice);
    }
    return Sql.text(node(dice, 0));
  }

  /** Above 64 KB, from where on MySQL counts in four bytes instead of two. */
  private static String large(Dice dice) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < LARGE; i++) {
      members.add("\"m" + i + "\":[" + scalar(dice) + ",\"" + "x".repeat(80) + "\"]");
    }
    return Sql.text("{" + String.join(",", members) + "}");
  }

  private static String node(Dice dice, int depth) {
    int choice = depth == DEEPEST ? 0 : dice.between(0, 3);
    if (choice < 2 && depth > 0) {
      return scalar(dice);
    }
    List<String> items = new ArrayList<>();
    int size = dice.between(0, 4);
    for (int i = 0; i < size; i++) {
      items.add(node(dice, depth + 1));
    }
    return choice == 2 ? "[" + String.join(",", items) + "]" : object(dice, items);
  }

  private static String object(Dice dice, List<String> values) {
    List<String> names = dice.some(values.size(), NAMES);
    return java.util.stream.IntStream.range(0, values.size())
        .mapToObj(i -> '"' + names.get(i) + "\": " + values.get(i))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String scalar(Dice dice) {
    return switch (dice.between(0, 6)) {
      case 0 -> dice.pick("null", "true", "false");
      case 1 ->
          dice.pick(
              "0",
              "-1",
              "32767",
              "32768",
              "-32768",
              "-32769",
              "2147483647",
              "2147483648",
              "-2147483649",
              "9223372036854775807",
              "9223372036854775808",
              "-9223372036854775808",
              "18446744073709551615");
      case 2 ->
          dice.between(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE))
              .toString();
      case 3 -> dice.pick("0.1", "1e2", "1.10", "-1e-15", "1e16", "123456789.5", "1E100", "0.0");
      case 4 -> number(Math.scalb(dice.mantissa(), dice.between(-60, 60)));
      default ->
          '"'
              + dice.pick(
                  "",
                  "a",
                  "it's",
                  "\\\"\\\\\\/\\b\\f\\n\\r\\t",
                  "\\u00e9\\ud83d\\ude00",
                  "\u65e5\u672c",
                  "e\u0301",
                  " trailing  ",
                  "\\u0001",
                  "2018-06-20",
                  "x".repeat(200))
              + '"';
    };
  }

  private static String number(double any) {
    return new BigDecimal(any, FEW_DIGITS).toString();
  }
}
