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
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Type;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of a domain, of its entities and of their fields. */
final class EntityKeys {
  /** Fits topics, PostgreSQL's 63 bytes and DynamoDB without quotes or escapes. */
  static final Scalar<String> NAME =
      Scalars.matching(
          "a name for a domain or an entity",
          Pattern.compile("[a-z][a-z0-9_]{0,62}"),
          "write at most 63 lower-case letters, digits and _, beginning with a letter");

  static final Key<String> COLUMN =
      Key.required("from", Scalars.text("a column"))
          .meaning("The column, spelled as the source spells it.")
          .example("Phone");

  static final Key<Type> TYPE =
      Key.optional("type", TypeForm.TYPE, "the one that holds all values of the column")
          .meaning(
              "The field's type, see [Types](#types). A value that it cannot hold unchanged becomes"
                  + " a dead letter.")
          .example("\"string(20)\"");

  static final Section FIELD = Section.of(COLUMN, TYPE).orJust(COLUMN);

  static final Key<TableId> FROM =
      Key.required("from", MappingForms.TABLE)
          .meaning("The table, spelled as the source spells it.")
          .example("loans.Customers");

  static final Key<List<Located<String>>> KEY =
      Key.optional(
              "key", new ListOf<>("a list of columns", Scalars.text("a column")), "the primary key")
          .meaning(
              "The columns that identify a row. Only for a table without a primary key; together"
                  + " they must be unique and never NULL.")
          .example("[CustomerId]");

  static final Key<Map<String, Located<Fields>>> FIELDS =
      Key.optional(
              "fields",
              new MapOf<>(
                  "field",
                  Scalars.matching(
                      "a field name",
                      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}"),
                      "write at most 63 letters, digits and _, beginning with a letter"),
                  FIELD),
              "every column, named by `naming`")
          .meaning(
              "Fields with a name or a type of their own. All other columns become fields, too."
                  + " `phone: Phone` is short for `phone: {from: Phone}`.");

  static final Key<Fields> TO =
      Key.required("to", RouteKeys.SECTION)
          .meaning("Where the entity goes: to PostgreSQL, to DynamoDB or to both.")
          .example("{postgres: {}}");

  /** Names that need no quotes in SQL are what one wants of a new database. */
  static final Key<Naming> NAMING =
      Key.defaulted("naming", Scalars.word(Naming.class), Naming.SNAKE_CASE, "snake_case")
          .meaning(
              "How a column's name becomes a field's: `snake_case` turns `ApplicationId` into"
                  + " `application_id`, which SQL needs no quotes for, and leaves `application_id`"
                  + " as it is; `as_is` keeps the source's spelling.")
          .example("as_is");

  static final Key<Map<String, Located<Fields>>> ENTITIES =
      Key.required("entities", new MapOf<>("entity", NAME, Section.of(FROM, KEY, FIELDS, TO)))
          .meaning("The entities of the domain, each with a topic `<name>.<domain>.<entity>`.");

  static final Section DOMAIN = Section.of(NAMING, ENTITIES);

  private EntityKeys() {}
}
