/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.ListOf;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.model.join.JoinsPlan.Missing;
import dev.tandem.model.mapping.TablePattern;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of a lookup: the row of another table that a row refers to. */
final class LookupKeys {
  /** Stands before the point in {@code loan.ApplicationId}. */
  private static final Scalar<String> NAME =
      Scalars.matching(
          "a name for a lookup",
          Pattern.compile("[a-z][a-z0-9_]{0,62}"),
          "write at most 63 lower-case letters, digits and _, beginning with a letter");

  static final Key<TablePattern> FROM =
      Key.required("from", MappingForms.ONE_TABLE)
          .meaning(
              "The parents' table, spelled as the entity's own. A parent is found by the primary key"
                  + " of this table.")
          .example("loans.Loans");

  static final Key<List<Located<String>>> ON =
      Key.required(
              "on",
              ListOf.distinctOrJustOne("a column, or a list of them", Scalars.text("a column")))
          .meaning(
              "The columns that refer to the parent, in the order of its primary key: all of the"
                  + " entity's own table, or all of one lookup that stands before this one, as in"
                  + " `loan.ApplicationId`.")
          .example("LoanId");

  static final Key<Missing> MISSING =
      Key.defaulted("missing", Scalars.word(Missing.class), Missing.WAIT, "wait")
          .meaning(
              "What becomes of a row whose parent is not there: with `wait` it is in the entity once"
                  + " the parent is there, with `null` the parent's columns are NULL, with"
                  + " `dead_letter` it becomes a dead letter. A row that refers to no parent, since a"
                  + " column of `on` is NULL, has NULL in the parent's columns in any case.")
          .example("\"null\"");

  static final Key<Map<String, Located<Fields>>> LOOKUP =
      Key.optional(
              "lookup", new MapOf<>("lookup", NAME, Section.of(FROM, ON, MISSING)), "no parents")
          .meaning(
              "Rows of other tables that a row refers to. Under `fields`, `loan.CustomerId` is a"
                  + " column of the lookup `loan`, see"
                  + " [One row of several tables](mapping.md#one-row-of-several-tables).")
          .example("{loan: {from: loans.Loans, on: LoanId}}");

  private LookupKeys() {}
}
