/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.conformance.property.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Columns of text, of labels and of bytes. */
final class Texts {
  private static final int LONGEST_KEY = 40;
  private static final int LONGEST_TINY = 60;
  private static final int LONG_TEXT = 16_000;
  private static final List<String> PLAIN_LABELS =
      List.of("a", "b", "new", "it's", "a b", "NULL", "a)b", "x\"y", "back\\slash", "10", "\u00e9");

  private final Alphabets alphabets;

  Texts(Alphabets alphabets) {
    this.alphabets = alphabets;
  }

  Kind text(Dice dice) {
    String charset = dice.percent(40) ? "utf8mb4" : dice.pick(alphabets.charsets());
    List<Integer> alphabet = alphabets.of(charset);
    String suffix = " CHARACTER SET " + charset;
    if (dice.percent(50)) {
      suffix += " COLLATE " + dice.pick(alphabets.collations(charset));
    }
    int length = dice.percent(20) ? dice.pick(1, 2, 255) : dice.between(1, 60);
    return switch (dice.between(0, 6)) {
      case 0 -> keyed("CHAR(" + length + ")" + suffix, length, alphabet);
      case 1 -> ofLength("TINYTEXT" + suffix, LONGEST_TINY, alphabet);
      case 2 ->
          Kind.of(
              dice.pick("TEXT", "TEXT(500)", "MEDIUMTEXT", "LONGTEXT") + suffix,
              Form.TEXT,
              roll -> maybeLong(roll, alphabet));
      default -> keyed("VARCHAR(" + length + ")" + suffix, length, alphabet);
    };
  }

  private static Kind keyed(String sql, int length, List<Integer> alphabet) {
    Kind kind = ofLength(sql, length, alphabet);
    return length <= LONGEST_KEY ? kind.asKey() : kind;
  }

  private static Kind ofLength(String sql, int length, List<Integer> alphabet) {
    return Kind.of(sql, Form.TEXT, roll -> Sql.text(text(roll, length, alphabet)));
  }

  private static String maybeLong(Dice dice, List<Integer> alphabet) {
    if (dice.percent(2)) {
      int length = dice.pick(300, 5_000, LONG_TEXT);
      return "REPEAT('x', " + length + ")";
    }
    return Sql.text(text(dice, 80, alphabet));
  }

  /** At most so many characters. */
  private static String text(Dice dice, int most, List<Integer> alphabet) {
    int length = dice.percent(20) ? dice.pick(0, 1, most) : dice.between(0, most);
    return switch (dice.between(0, 9)) {
      case 0 -> cut(dice.pick("", " ", "  ", "a ", " a", "NULL", "null", "0", "-1"), most);
      case 1 -> cut(awkward(alphabet), most);
      case 2, 3, 4 -> of(dice, length, alphabet.stream().filter(c -> c < 0x7F).toList());
      default -> of(dice, length, alphabet);
    };
  }

  /** The log's reader knows no backslash in sjis. */
  private static String awkward(List<Integer> alphabet) {
    return "it's \"a\" \\ {b}, c;--`%$\t\r\n\u001a\u0001"
        .codePoints()
        .filter(c -> c < ' ' || alphabet.contains(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }

  private static String of(Dice dice, int length, List<Integer> alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(dice.pick(alphabet));
    }
    return text.toString();
  }

  /** Labels that differ by more than case and accents, which a collation may take for equal. */
  private static List<String> labels(Dice dice, int most) {
    Set<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    labels.addAll(dice.some(dice.between(1, most), PLAIN_LABELS));
    if (dice.percent(10)) {
      for (int i = 1; i <= 40; i++) {
        labels.add("m" + i);
      }
    }
    return dice.some(labels.size(), List.copyOf(labels));
  }

  Kind oneLabel(Dice dice) {
    List<String> labels = new ArrayList<>(labels(dice, 8));
    if (dice.percent(20)) {
      labels.add("b,c");
    }
    if (dice.percent(10)) {
      labels.add("");
    }
    String suffix = dice.percent(20) ? " CHARACTER SET latin1" : "";
    return Kind.of("ENUM(" + listed(labels) + ")" + suffix, Form.TEXT, roll -> one(roll, labels))
        .asKey();
  }

  private static String one(Dice dice, List<String> labels) {
    return Sql.text(dice.pick(labels));
  }

  Kind someLabels(Dice dice) {
    List<String> labels = labels(dice, 8);
    String suffix = dice.percent(20) ? " CHARACTER SET latin1" : "";
    return Kind.of(
        "SET(" + listed(labels) + ")" + suffix,
        Form.SET,
        roll -> Sql.text(String.join(",", roll.some(roll.between(0, labels.size()), labels))));
  }

  private static String listed(List<String> labels) {
    return labels.stream()
        .map(label -> '\'' + label.replace("\\", "\\\\").replace("'", "''") + '\'')
        .collect(Collectors.joining(","));
  }

  static Kind bytes(Dice dice) {
    int length = dice.percent(20) ? dice.pick(1, 255) : dice.between(1, 40);
    return switch (dice.between(0, 6)) {
      case 0 -> bytes("BINARY(" + length + ")", length);
      case 1 -> bytes("VARBINARY(" + length + ")", length);
      case 2 ->
          bytes(dice.pick("VARCHAR", "CHAR") + "(" + length + ") CHARACTER SET binary", length);
      case 3 -> bytes(dice.pick("TINYBLOB", "TEXT CHARACTER SET binary"), 255);
      case 4 -> bytes(dice.pick("BLOB", "MEDIUMBLOB", "LONGBLOB"), 2_000);
      default -> uuid(dice);
    };
  }

  private static Kind bytes(String sql, int most) {
    return Kind.of(
        sql,
        Form.BYTES,
        dice -> {
          int length =
              dice.percent(20) ? dice.pick(0, 1, most) : dice.between(0, Math.min(most, 60));
          byte[] bytes = dice.bytes(length);
          if (length > 0 && dice.percent(30)) {
            bytes[length - 1] = dice.percent(50) ? 0 : (byte) ' ';
          }
          return Sql.bytes(bytes);
        });
  }

  private static Kind uuid(Dice dice) {
    Form form = dice.pick(Form.UUID, Form.UUID_SWAPPED, Form.UUID_GUID);
    String type =
        switch (form) {
          case UUID_SWAPPED -> "uuid(mysql_swapped)";
          case UUID_GUID -> "uuid(guid)";
          default -> form.name().toLowerCase(Locale.ROOT);
        };
    return Kind.of(
            "BINARY(16)", form, roll -> Sql.bytes(roll.percent(5) ? new byte[16] : roll.bytes(16)))
        .as(type, form)
        .asKey();
  }
}
