/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a column's values are, and how each of the three databases is asked for them so that equal
 * values are equal texts. Everything here follows from {@code docs/types.md}, nothing from the
 * product's code.
 */
enum Form {
  INTEGER("CAST(CAST(%s AS DECIMAL(20,0)) AS CHAR)", "%s::text", "N"),
  DECIMAL("CAST(%s AS CHAR)", "%s::text", "N"),
  /** Of more digits than a number of DynamoDB has. */
  WIDE_DECIMAL("CAST(%s AS CHAR)", "%s::text", "S"),
  /**
   * MySQL shows a FLOAT with six digits; added to a double, it is one. Cast to CHAR, MySQL 8.0.33
   * would cut a double to 22 characters.
   */
  FLOAT("%s + 0e0", "%s::text", "N"),
  DOUBLE("%s + 0e0", "%s::text", "N"),
  TRUTH("CAST(%s + 0 AS CHAR)", "%s::text", "BOOL"),
  BITS("LPAD(BIN(%s + 0), %d, '0')", "%s::text", "S"),
  TEXT("HEX(CONVERT(%s USING utf8mb4))", "encode(convert_to(%s, 'UTF8'), 'hex')", "S"),
  BYTES("HEX(%s)", "encode(%s, 'hex')", "B"),
  UUID("HEX(%s)", "%s::text", "S"),
  /** With the parts of the time changed round. */
  UUID_SWAPPED("HEX(%s)", "%s::text", "S"),
  /** With the first three parts from their lowest byte up. */
  UUID_GUID("HEX(%s)", "%s::text", "S"),
  DATE("CAST(%s AS CHAR)", "%s::text", "S"),
  TIME("CAST(%s AS CHAR)", "%s::text", "S"),
  DURATION("CAST(%s AS CHAR)", "%s::text", "S"),
  TIMESTAMP("CAST(%s AS CHAR)", "%s::text", "S"),
  INSTANT("CAST(%s AS CHAR)", "%s::text", "S"),
  SET("HEX(CONVERT(%s USING utf8mb4))", "array_to_json(%s)::text", "L"),
  JSON("HEX(CAST(%s AS CHAR CHARACTER SET utf8mb4))", "%s::text", ""),
  /** MySQL keeps the number of the reference system before the well-known binary. */
  GEOMETRY("HEX(%s)", "encode(%s, 'hex')", "B");

  private static final HexFormat HEX = HexFormat.of();
  private static final int SRID_DIGITS = 8;
  private static final int TYPE_END = 10;

  private final String source;
  private final String postgres;
  private final String attribute;

  Form(String source, String postgres, String attribute) {
    this.source = source;
    this.postgres = postgres;
    this.attribute = attribute;
  }

  /** The expression that asks MySQL for a column. */
  String atSource(String column, int length) {
    return String.format(Locale.ROOT, source, Sql.name(column), length);
  }

  /** The expression that asks PostgreSQL for a column. */
  String atPostgres(String column) {
    return String.format(Locale.ROOT, postgres, Sql.quoted(column));
  }

  /** What MySQL answered, as PostgreSQL must hold it. */
  String ofSource(String answer) {
    return switch (this) {
      case INTEGER -> new BigDecimal(answer).toBigIntegerExact().toString();
      case DECIMAL, WIDE_DECIMAL -> new BigDecimal(answer).toPlainString();
      case FLOAT -> single((float) Double.parseDouble(answer));
      case DOUBLE -> twofold(Double.parseDouble(answer));
      case TRUTH -> answer.equals("0") ? "false" : answer.equals("1") ? "true" : answer;
      case TEXT -> Canonical.characters(answer);
      case UUID -> Canonical.uuid(answer, 0, 1, 2, 3, 4, 5, 6, 7);
      case UUID_SWAPPED -> Canonical.uuid(answer, 4, 5, 6, 7, 2, 3, 0, 1);
      case UUID_GUID -> Canonical.uuid(answer, 3, 2, 1, 0, 5, 4, 7, 6);
      case TIME -> Canonical.fraction(answer);
      case DURATION -> Canonical.span(answer);
      case TIMESTAMP, INSTANT -> Canonical.fraction(answer);
      case SET -> Canonical.labels(Canonical.characters(answer));
      case JSON -> Canonical.json(Canonical.characters(answer));
      case BYTES -> answer.toLowerCase(Locale.ROOT);
      case GEOMETRY -> geometry(answer.toLowerCase(Locale.ROOT));
      case BITS, DATE -> answer;
    };
  }

  /** What PostgreSQL answered. */
  String ofPostgres(String answer) {
    return switch (this) {
      case FLOAT -> single(Float.parseFloat(answer));
      case DOUBLE -> twofold(Double.parseDouble(answer));
      case TEXT -> Canonical.characters(answer);
      case TIME, TIMESTAMP -> Canonical.fraction(answer);
      case INSTANT -> Canonical.fraction(Canonical.without("+00", answer));
      case DURATION -> Canonical.span(answer);
      case SET, JSON -> Canonical.json(answer);
      default -> answer;
    };
  }

  /** What MySQL answered, as DynamoDB must hold it. */
  String inDynamo(String expected) {
    return switch (this) {
      case INTEGER, DECIMAL -> Canonical.number(expected);
      case TIMESTAMP -> expected.replace(' ', 'T');
      case INSTANT -> expected.replace(' ', 'T') + 'Z';
      default -> expected;
    };
  }

  /** What DynamoDB answered; an attribute of another type than documented is shown as it is. */
  String ofDynamo(JsonNode answer) {
    if (this == JSON) {
      return Canonical.document(answer);
    }
    @Nullable JsonNode value = answer.get(attribute);
    if (value == null || answer.size() != 1) {
      return "no " + attribute + " but " + answer;
    }
    return switch (this) {
      case INTEGER, DECIMAL -> Canonical.number(value.asText());
      case FLOAT -> single(Float.parseFloat(value.asText()));
      case DOUBLE -> twofold(Double.parseDouble(value.asText()));
      case SET -> Canonical.document(answer);
      case BYTES, GEOMETRY -> HEX.formatHex(Base64.getDecoder().decode(value.asText()));
      default -> value.asText();
    };
  }

  /** Negative zero becomes zero. */
  private static String single(float number) {
    return Float.toString(number == 0 ? 0 : number);
  }

  private static String twofold(double number) {
    return Double.toString(number == 0 ? 0 : number);
  }

  /** Well-known binary; with the reference system inside, as EWKB has it, unless that is 0. */
  private static String geometry(String internal) {
    String srid = internal.substring(0, SRID_DIGITS);
    String wkb = internal.substring(SRID_DIGITS);
    return srid.equals("00000000")
        ? wkb
        : wkb.substring(0, SRID_DIGITS) + "20" + srid + wkb.substring(TYPE_END);
  }
}
