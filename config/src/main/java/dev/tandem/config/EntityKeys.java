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
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.TablePattern;
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

  /** With a {@code *}, for entities that are named after their tables. */
  private static final Scalar<String> ENTITY_NAME =
      Scalars.matching(
          "a name for a domain or an entity",
          Pattern.compile("[a-z][a-z0-9_]{0,62}|[a-z0-9_]{0,31}\\*[a-z0-9_]{0,31}"),
          "write at most 63 lower-case letters, digits and _, beginning with a letter");

  static final Scalar<String> EXPRESSION = Scalars.text("an expression");

  static final Scalar<String> FIELD_NAME =
      Scalars.matching(
          "a field name",
          Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}"),
          "write at most 63 letters, digits and _, beginning with a letter");

  static final Key<List<Located<TablePattern>>> FROM =
      Key.required(
              "from",
              ListOf.distinctOrJustOne("database.table, or a list of them", MappingForms.TABLE))
          .meaning(
              "The table, spelled as the source spells it; of a SQL Server `database.schema.table`,"
                  + " where `dbo` is meant if there is no schema. With `*` for any text, as in"
                  + " `loans.*`, all tables that match, see [Patterns](mapping.md#patterns). A list"
                  + " makes one entity of several tables, see"
                  + " [Several tables](mapping.md#several-tables-one-entity).")
          .example("loans.Customers");

  static final Key<List<Located<TablePattern>>> EXCEPT =
      Key.optional(
              "except",
              ListOf.distinct("a list of tables", MappingForms.TABLE),
              "every table that matches")
          .meaning("Tables that a pattern does not take, written as in `from`; `*` is any text.")
          .example("[loans.tmp_*, loans.Audit]");

  static final Key<List<Located<String>>> KEY =
      Key.optional(
              "key",
              ListOf.distinctOr("all", "a list of columns, or `all`", Scalars.text("a column")),
              "the primary key")
          .meaning(
              "The columns that identify a row. Only for a table without a primary key; together"
                  + " they must be unique and never NULL. Fields with an `origin` belong here, too,"
                  + " if tables share the entity; with these alone the primary key follows. `all`"
                  + " takes a row as a whole, see"
                  + " [Tables without a key](mapping.md#tables-without-a-key).")
          .example("[CustomerId]");

  static final Key<Map<String, Located<Fields>>> FIELDS =
      Key.optional(
              "fields",
              new MapOf<>("field", FIELD_NAME, FieldKeys.SECTION),
              "every column, named by `naming`")
          .meaning(
              "Fields that are more than a column under its own name: renamed, of another type,"
                  + " transformed, constant or computed. `phone: Phone` is short for `phone: {from:"
                  + " Phone}`. A column may be several fields. `loan.Status` is a column of the"
                  + " lookup `loan`.");

  static final Key<List<Located<String>>> DROP =
      Key.optional(
              "drop", ListOf.distinct("a list of columns", Scalars.text("a column")), "no column")
          .meaning("Columns that become no field.")
          .example("[LegacyFlags]");

  static final Key<List<Located<String>>> GONE =
      Key.optional(
              "gone", ListOf.distinct("a list of columns", Scalars.text("a column")), "no column")
          .meaning(
              "Columns that were dropped or renamed at the source while the pipeline ran. Until they"
                  + " are named here, the entity's changes become dead letters.")
          .example("[OldStatus]");

  static final Key<ColumnsPlan.Others> OTHER_COLUMNS =
      Key.defaulted(
              "other_columns",
              Scalars.word(ColumnsPlan.Others.class),
              ColumnsPlan.Others.MAP,
              "map")
          .meaning(
              "What becomes of a column that neither `fields` nor `drop` names, also of one that is"
                  + " added later: `map` makes it a field named by `naming`, `ignore` leaves it out"
                  + " unless it belongs to the key, `refuse` takes the mapping for out of date: the"
                  + " table's changes become dead letters until it is named.")
          .example("refuse");

  static final Key<String> WHERE =
      Key.optional("where", EXPRESSION, "every row")
          .meaning(
              "A condition over the entity's fields, see [Expressions](expressions.md). Rows that it"
                  + " does not hold for are not in the entity: one that stops to match is deleted at"
                  + " the targets, one that starts to is created.")
          .example("\"log_type != 'TRACE'\"");

  static final Key<Map<String, Located<Fields>>> RULES =
      Key.optional("rules", new MapOf<>("rule", NAME, RuleKeys.SECTION), "none")
          .meaning(
              "Conditions that every row of the entity must meet. `positive: \"amount > 0\"` is"
                  + " short for `positive: {check: \"amount > 0\"}`.");

  static final Key<Fields> DELETES =
      Key.optional("deletes", DeleteKeys.SECTION, "`hard`")
          .meaning(
              "What happens at the targets to a row that the source deletes, or that `where` no"
                  + " longer holds for. `deletes: soft` is short for `deletes: {policy: soft}`.");

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

  private static final Section SECTION =
      Section.of(
          FROM,
          EXCEPT,
          KEY,
          LookupKeys.LOOKUP,
          EmbedKeys.EMBED,
          FIELDS,
          DROP,
          GONE,
          OTHER_COLUMNS,
          WHERE,
          RULES,
          DELETES,
          TO);

  static final Key<Map<String, Located<Fields>>> ENTITIES =
      Key.required("entities", new MapOf<>("entity", ENTITY_NAME, SECTION))
          .meaning("The entities of the domain, each with a topic `<name>.<domain>.<entity>`.");

  static final Section DOMAIN = Section.of(NAMING, ENTITIES);

  private EntityKeys() {}
}
