/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.conformance.property.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes tables of any columns. */
final class RandomTables {
  private static final int MOST_COLUMNS = 20;

  /** The log's reader counts a YEAR among the numbers, and stops at the ninth if MySQL does not. */
  private static final int MOST_WITH_YEAR = 7;

  /** Forms of which MySQL knows no default, or only in later releases. */
  private static final Set<Form> WITHOUT_DEFAULT = Set.of(Form.JSON, Form.GEOMETRY);

  private static final String PLAIN_NAME = "[A-Za-z][A-Za-z0-9_]*";

  private final Texts texts;

  RandomTables(Alphabets alphabets) {
    this.texts = new Texts(alphabets);
  }

  RandomTable table(Dice dice, String database, int number) {
    boolean isAsIs = dice.percent(50);
    int count = dice.between(1, MOST_COLUMNS);
    int keys = Math.min(count, dice.pick(1, 1, 1, 2, 2, 3));
    List<String> names = Names.columns(dice, count + 1);
    List<Column> key = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Column column =
          i < keys
              ? key(dice, names.get(i), isAsIs, count)
              : plain(dice, names.get(i), isAsIs, count);
      columns.add(column);
      if (i < keys) {
        key.add(column);
      }
    }
    if (count < MOST_COLUMNS) {
      generated(dice, names.get(count), isAsIs, columns).ifPresent(columns::add);
    }
    return new RandomTable(
        number,
        database,
        Names.table(dice, number),
        dice.some(columns.size(), columns),
        key,
        dice.percent(85),
        isAsIs,
        keys(dice, key));
  }

  private Column key(Dice dice, String name, boolean isAsIs, int columns) {
    Kind kind = kind(dice, columns);
    while (!kind.isKey()) {
      kind = kind(dice, columns);
    }
    boolean isNamed = !name.matches(PLAIN_NAME) || !kind.declared().isEmpty();
    return column(name, kind, "NOT NULL", isNamed, isAsIs);
  }

  private Column plain(Dice dice, String name, boolean isAsIs, int columns) {
    Kind kind = kind(dice, columns);
    boolean isNullable = dice.percent(70);
    String attributes = isNullable ? "NULL" : "NOT NULL";
    if (dice.percent(20) && hasDefault(kind)) {
      attributes += " DEFAULT " + kind.literal().apply(dice);
    }
    boolean isNamed = dice.percent(10) || !kind.declared().isEmpty();
    return column(name, kind, attributes, isNamed, isAsIs);
  }

  private static boolean hasDefault(Kind kind) {
    return !WITHOUT_DEFAULT.contains(kind.form())
        && !kind.sql().contains("TEXT")
        && !kind.sql().contains("BLOB");
  }

  private static Column column(
      String name, Kind kind, String attributes, boolean isNamed, boolean isAsIs) {
    String field = isAsIs ? name : Names.inSnakeCase(name);
    return new Column(
        name,
        kind,
        attributes,
        !attributes.startsWith("NOT"),
        isNamed ? "field_" + Integer.toHexString(name.hashCode()) : field,
        isNamed,
        true);
  }

  /** A column that MySQL computes of another one. */
  private static Optional<Column> generated(
      Dice dice, String name, boolean isAsIs, List<Column> columns) {
    Column base = dice.pick(columns);
    String of = Sql.name(base.name());
    String stored = dice.pick(" STORED", " VIRTUAL");
    Optional<Kind> kind =
        switch (base.kind().form()) {
          case INTEGER -> Optional.of(computed("DECIMAL(24,2)", Form.DECIMAL, of + " / 3"));
          case TEXT ->
              base.kind().isKey()
                  ? Optional.of(computed("VARCHAR(100)", Form.TEXT, "CONCAT(" + of + ", '!')"))
                  : Optional.of(computed("INT", Form.INTEGER, "CHAR_LENGTH(" + of + ")"));
          case DATE, TIMESTAMP -> Optional.of(computed("INT", Form.INTEGER, "YEAR(" + of + ")"));
          case BYTES -> Optional.of(computed("INT", Form.INTEGER, "LENGTH(" + of + ")"));
          default -> Optional.empty();
        };
    return kind.map(
        made -> {
          Column column = column(name, made, stored, false, isAsIs);
          return new Column(name, made, stored, true, column.field(), false, false);
        });
  }

  private static Kind computed(String sql, Form form, String expression) {
    return Kind.of(sql + " GENERATED ALWAYS AS (" + expression + ")", form, dice -> "DEFAULT");
  }

  private Kind kind(Dice dice, int columns) {
    return switch (dice.between(0, 17)) {
      case 0, 1, 2 -> Numbers.integer(dice);
      case 3, 4 -> Numbers.decimal(dice);
      case 5 -> Numbers.floating(dice);
      case 6 -> Numbers.bits(dice);
      case 7, 8, 9 -> texts.text(dice);
      case 10 -> Texts.bytes(dice);
      case 11 -> dice.percent(70) || columns > MOST_WITH_YEAR ? Times.date() : Numbers.year();
      case 12 -> Times.timestamp(dice);
      case 13 -> Times.instant(dice);
      case 14 -> Times.time(dice);
      case 15 -> dice.percent(60) ? texts.oneLabel(dice) : texts.someLabels(dice);
      case 16 -> Documents.json();
      default -> Shapes.shape(dice);
    };
  }

  /** With a text in front, so that an empty field does not make an empty key. */
  private static String keys(Dice dice, List<Column> key) {
    boolean isSorted = key.size() > 1 && dice.percent(60);
    String partition = template(isSorted ? key.subList(0, 1) : key);
    String sort = isSorted ? template(key.subList(1, key.size())) : "";
    return "{pk: \"K#" + partition + '"' + (isSorted ? ", sk: \"S#" + sort + "\"}" : "}");
  }

  private static String template(List<Column> fields) {
    return fields.stream()
        .map(column -> '{' + column.field() + '}')
        .collect(Collectors.joining("#"));
  }
}
