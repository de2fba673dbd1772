/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.util.Locale;

/** Why a value was refused; dead letters carry {@link #code()}. */
public enum ValueError {
  TYPE("The value is of a kind that the declared type does not accept."),
  NULL("NULL in a field that must have a value."),
  BOOL_RANGE("A number other than 0 and 1 in a boolean."),
  INT_RANGE("A whole number outside the range of the declared type."),
  NOT_INTEGER("A number with a fraction, or text that is no number, in a whole number field."),
  UINT_DECLARED_INT("An unsigned 64-bit number above the signed range in a signed field."),
  DECIMAL_SCALE("More digits after the point than the declared scale; Tandem never rounds."),
  DECIMAL_PRECISION("More digits before the point than the declared precision leaves."),
  NOT_DECIMAL("Text that is no decimal number."),
  FLOAT_RANGE("A number that the declared floating point type cannot hold exactly."),
  LENGTH("Text longer than declared."),
  SURROGATE("Half of a surrogate pair: no character, and no target can store it."),
  REPLACEMENT_CHAR("The source could not decode a character and put U+FFFD in its place."),
  NUL_CHAR("The character U+0000, which PostgreSQL cannot store."),
  ENUM("A label that the declared type does not list."),
  DATE_RANGE("A date outside the years 0001 to 9999."),
  ZERO_DATE("A date such as 0000-00-00 that no calendar has."),
  TIME_RANGE("A time outside one day; declare the field as duration."),
  TIME_FRACTION(
      "A time of which the target's column keeps only a part: its precision is too coarse."),
  DURATION("Text that is no duration."),
  ZONE_MISSING("A local time where a point in time is declared: its zone is unknown."),
  UUID("Text or bytes that are no UUID."),
  BASE64("Text that is no base64."),
  BITS("Bits of another number than declared."),
  JSON("Text that is no JSON document."),
  JSON_DEPTH("JSON nested deeper than the target allows."),
  MISSING("A column of the table's own schema is not in the record."),
  TRANSFORM("A value that a transform of the mapping cannot work on."),
  UNAVAILABLE("The source left the value out because it did not change, and none is known."),
  PARENT("The row of another table that this one refers to is not there."),
  EMBED("Children that cannot be told apart inside their parent, or that it cannot hold."),
  RULE("A rule of the mapping does not hold for the row."),
  EXPRESSION("An expression of the mapping could not be evaluated for the row."),
  DYNAMO_NUMBER_RANGE("A number outside DynamoDB's range of 38 digits and 1E-130 to 9.99E125."),
  DYNAMO_ITEM_SIZE("An item above DynamoDB's limit of 409,600 bytes."),
  DYNAMO_EMPTY_KEY("An empty or missing value in a DynamoDB key."),
  DYNAMO_KEY_SIZE("A DynamoDB partition key above 2,048 bytes, or a sort key above 1,024.");

  private final String meaning;

  ValueError(String meaning) {
    this.meaning = meaning;
  }

  /** The stable code, for example {@code E_INT_RANGE}. */
  public String code() {
    return "E_" + name().toUpperCase(Locale.ROOT);
  }

  /** What the refusal means, in one sentence. */
  public String meaning() {
    return meaning;
  }
}
