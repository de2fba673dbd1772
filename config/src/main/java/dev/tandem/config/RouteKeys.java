/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.config.key.Tree;
import dev.tandem.config.key.TreeOf;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.Template;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of an entity's {@code to}. */
final class RouteKeys {
  static final Key<String> SCHEMA =
      Key.optional("schema", PostgresName.SCHEMA_FORM, "the domain's name")
          .meaning("The schema.")
          .example("lending");

  static final Key<PostgresName> TABLE =
      Key.optional("table", PostgresName.TABLE_FORM, "the entity's name")
          .meaning("The table; `lending.customer` names the schema, too.")
          .example("customer");

  static final Key<PostgresPlan.Partitioning> PARTITION_BY =
      Key.optional("partition_by", PostgresName.PARTITIONING_FORM, "one table")
          .meaning(
              "Splits the table by ranges of a field that is a date or a time: a partition for each"
                  + " `day`, `month` or `year`, see [Tables in"
                  + " PostgreSQL](mapping.md#tables-in-postgresql).")
          .example("range(created_at, month)");

  static final Key<Map<String, Located<PostgresPlan.Fact>>> METADATA =
      Key.optional(
              "metadata",
              new MapOf<>("column", EntityKeys.FIELD_NAME, Scalars.word(PostgresPlan.Fact.class)),
              "no column but those of the fields")
          .meaning(
              "Columns that Tandem fills, and `verify` leaves alone: `committed_at` is when the"
                  + " source committed what the row shows, `operation` is `read` (by a snapshot),"
                  + " `create` or `update`, `written_at` is when the row was last written here.")
          .example("{loaded_at: written_at, source_ts: committed_at}");

  static final Key<Fields> POSTGRES =
      Key.optional(
              "postgres", Section.of(SCHEMA, TABLE, PARTITION_BY, METADATA), "not to PostgreSQL")
          .meaning("The entity's table in PostgreSQL; `{}` for `<domain>.<entity>`.");

  static final Key<Template> PARTITION_KEY =
      Key.required("pk", MappingForms.TEMPLATE)
          .meaning("The partition key, see [Key templates](#key-templates).")
          .example("\"CUSTOMER#{customer_id}\"");

  static final Key<Template> SORT_KEY =
      Key.optional("sk", MappingForms.TEMPLATE, "no sort key")
          .meaning("The sort key.")
          .example("\"{log_timestamp}#{log_id}\"");

  static final Key<String> DYNAMO_TABLE =
      Key.required("table", name("a DynamoDB table"))
          .meaning("The table. Several entities may share one, if their keys never meet.")
          .example("IntegrationLogs");

  static final Section KEYS = Section.of(PARTITION_KEY, SORT_KEY);

  static final Key<Fields> KEY =
      Key.required("key", KEYS)
          .meaning(
              "Under which keys an item lies. Together they must tell any two rows apart. A change"
                  + " that alters them moves the item.")
          .example("{pk: \"CUSTOMER#{customer_id}\"}");

  static final Key<Map<String, Located<Fields>>> INDEXES =
      Key.optional("indexes", new MapOf<>("index", name("an index"), KEYS), "none")
          .meaning(
              "Global secondary indexes. Those of `gsi1` are the attributes `gsi1pk` and `gsi1sk`."
                  + " A row in which a field of the template is NULL is not in the index.");

  static final Key<DynamoPlan.TimeToLive> TTL =
      Key.optional("ttl", MappingForms.TTL, "items stay")
          .meaning(
              "When an item expires: a field that is a date or a time, and how long after it. An"
                  + " item whose field is NULL stays.")
          .example("\"{log_timestamp} + 90d\"");

  /** An attribute's name, where dots and blanks mean nothing. */
  private static final Scalar<String> ATTRIBUTE_NAME =
      Scalars.matching(
          "an attribute's name",
          Pattern.compile("[^\\p{Cntrl}]{1,255}"),
          "write 1 to 255 characters that can be seen");

  static final TreeOf<String> PART =
      new TreeOf<>("attribute", ATTRIBUTE_NAME, Scalars.text("a field"));

  static final Key<Map<String, Located<Tree<String>>>> ATTRIBUTES =
      Key.optional(
              "attributes",
              new MapOf<>("attribute", ATTRIBUTE_NAME, PART),
              "every field is an attribute of its own name")
          .meaning(
              "How the item looks, where it is not a field to an attribute: an attribute of another"
                  + " name than its field, a map or a list made of fields, see [Items in"
                  + " DynamoDB](mapping.md#items-in-dynamodb).")
          .example("{Phone: phone, address: {street: street, city: city}}");

  static final Key<Fields> DYNAMO =
      Key.optional(
              "dynamo", Section.of(DYNAMO_TABLE, KEY, ATTRIBUTES, INDEXES, TTL), "not to DynamoDB")
          .meaning("The entity's items in DynamoDB.");

  static final Section SECTION = Section.of(POSTGRES, DYNAMO);

  private RouteKeys() {}

  private static Scalar<String> name(String label) {
    return Scalars.matching(
        label,
        Pattern.compile("[A-Za-z0-9_.-]{3,255}"),
        "write 3 to 255 letters, digits, _, . and -");
  }
}
