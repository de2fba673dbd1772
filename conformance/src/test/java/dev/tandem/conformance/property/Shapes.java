/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.conformance.property.Column.Kind;
import java.util.List;
import java.util.function.Function;

/** Columns of geometries. */
final class Shapes {
  private static final List<String> TYPES =
      List.of(
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION");

  /** None, latitude and longitude, metres. */
  private static final List<Integer> SYSTEMS = List.of(0, 0, 4326, 3857);

  private Shapes() {}

  static Kind shape(Dice dice) {
    String type = dice.percent(30) ? "GEOMETRY" : dice.pick(TYPES);
    if (dice.percent(30)) {
      int system = dice.pick(SYSTEMS);
      return kind(type + " SRID " + system, type, roll -> system);
    }
    return kind(type, type, roll -> roll.pick(SYSTEMS));
  }

  private static Kind kind(String sql, String type, Function<Dice, Integer> system) {
    return Kind.of(
        sql,
        Form.GEOMETRY,
        dice -> {
          String shape = type.equals("GEOMETRY") ? dice.pick(TYPES) : type;
          return "ST_GeomFromText('" + text(dice, shape) + "', " + system.apply(dice) + ")";
        });
  }

  private static String text(Dice dice, String type) {
    return switch (type) {
      case "POINT" -> "POINT(" + place(dice) + ")";
      case "LINESTRING" -> "LINESTRING" + line(dice);
      case "POLYGON" -> "POLYGON(" + ring(dice) + ")";
      case "MULTIPOINT" -> "MULTIPOINT((" + place(dice) + "),(" + place(dice) + "))";
      case "MULTILINESTRING" -> "MULTILINESTRING(" + line(dice) + "," + line(dice) + ")";
      case "MULTIPOLYGON" -> "MULTIPOLYGON((" + ring(dice) + "))";
      default ->
          dice.percent(20)
              ? "GEOMETRYCOLLECTION EMPTY"
              : "GEOMETRYCOLLECTION(POINT(" + place(dice) + "),LINESTRING" + line(dice) + ")";
    };
  }

  private static String line(Dice dice) {
    StringBuilder line = new StringBuilder("(" + place(dice));
    for (int i = dice.between(1, 3); i > 0; i--) {
      line.append(',').append(place(dice));
    }
    return line.append(')').toString();
  }

  private static String ring(Dice dice) {
    int x = dice.between(-80, 70);
    int y = dice.between(-80, 70);
    return String.format("(%d %d,%d %d,%d %d,%1$d %2$d)", x, y, x + 9, y, x + 9, y + 9);
  }

  /** A latitude or a longitude may stand first, so both are within 90 degrees. */
  private static String place(Dice dice) {
    return coordinate(dice) + ' ' + coordinate(dice);
  }

  private static String coordinate(Dice dice) {
    return dice.percent(30)
        ? dice.pick("0", "-1.5", "90", "-89.99999999", "1e-10")
        : Double.toString((dice.mantissa() - 1.5) * 170);
  }
}
