/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.BitsType;
import dev.tandem.model.type.EnumType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.ValueError;
import dev.tandem.mysql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a type that takes text refuses of a column's. */
final class TextFit {
  private static final List<String> BOOLEANS = List.of("0", "1", "t", "f", "true", "false");
  private static final String DIGITS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String UUID =
      "^[[:space:]]*([{]" + DIGITS + "[}]|" + DIGITS + ")[[:space:]]*$";
  private static final String DURATION = "^[+-]?[0-9]{2,9}:[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?$";

  private TextFit() {}

  static Optional<Misfit> of(SourceColumn column, Type type) {
    String name = Sql.quote(column.name());
    if (type instanceof TextType text) {
      boolean shorter = column.length() < 1 || column.length() > text.length();
      return shorter && text.length() != TextType.UNLIMITED
          ? Misfit.rows(
              ValueError.LENGTH,
              "CHAR_LENGTH(" + name + ") > " + text.length(),
              "with more than " + text.length() + " characters")
          : Optional.empty();
    } else if (type instanceof EnumType words) {
      return Misfit.rows(
          ValueError.ENUM,
          isNoneOf(name, words.labels()),
          "with a label that the type does not list");
    } else if (type instanceof BitsType bits) {
      return Misfit.rows(
          ValueError.BITS, unlike(name, "^[01]{" + bits.length() + "}$"), "that are no " + type);
    }
    return switch (type.kind()) {
      case BOOLEAN ->
          Misfit.rows(
              ValueError.BOOL_RANGE,
              isNoneOf("LOWER(" + name + ")", BOOLEANS),
              "that are neither 0 nor 1, true nor false");
      case UUID -> Misfit.rows(ValueError.UUID, unlike(name, UUID), "that are no UUID");
      case DURATION ->
          Misfit.rows(ValueError.DURATION, unlike(name, DURATION), "that are no duration");
      case JSON -> Misfit.rows(ValueError.JSON, "NOT JSON_VALID(" + name + ")", "that are no JSON");
      case INT, UINT64 -> Misfit.unknown(ValueError.NOT_INTEGER, "with text that is no " + type);
      case DECIMAL -> Misfit.unknown(ValueError.NOT_DECIMAL, "with text that is no " + type);
      default -> Optional.empty();
    };
  }

  /** Byte by byte: a collation would take other spellings for these. */
  private static String isNoneOf(String text, List<String> words) {
    return words.stream()
        .map(Sql::literal)
        .collect(Collectors.joining(", ", bytes(text) + " NOT IN (", ")"));
  }

  private static String unlike(String name, String pattern) {
    return "NOT REGEXP_LIKE(" + name + ", '" + pattern + "', 'i')";
  }

  /** A text as its bytes in UTF-8. */
  static String bytes(String text) {
    return "CAST(CONVERT(" + text + " USING utf8mb4) AS BINARY)";
  }
}
