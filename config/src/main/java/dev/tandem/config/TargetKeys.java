/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import java.net.URI;

/** The keys of {@code targets}. */
final class TargetKeys {
  static final int DEFAULT_WRITERS = 1;

  static final Key<String> URL =
      Key.required("url", Forms.POSTGRES_URL)
          .meaning(
              "Where the database is, as a JDBC URL without user and password. Add"
                  + " `?sslmode=verify-full` to encrypt the connection and check the server.")
          .example("\"jdbc:postgresql://pg/loans\"");

  static final Key<String> USER =
      Key.required("user", Scalars.text("a user name"))
          .meaning("A role that may read and write the tables.")
          .example("tandem");

  static final Key<Secret> PASSWORD =
      Key.required("password", Forms.SECRET)
          .meaning("That role's password.")
          .example("\"${PG_PASSWORD}\"");

  static final Key<Boolean> CREATE_SCHEMAS =
      create(
          "Whether schemas, tables and columns that are missing are created, for which the role"
              + " needs the right, and tables that Tandem made are altered with the source:"
              + " columns widened, NOT NULL dropped. Widening a number rewrites the table.");

  static final Key<Integer> WRITERS =
      Key.defaulted("writers", Scalars.number(1, 64).map(Long::intValue), DEFAULT_WRITERS, "1")
          .meaning(
              "How many write side by side in each process of the sink, each through a connection"
                  + " of its own. They share the partitions of the topics, so more than"
                  + " `kafka.partitions` are of no use.")
          .example("2");

  static final Key<Fields> POSTGRES =
      Key.optional(
              "postgres",
              Section.of(URL, USER, PASSWORD, WRITERS, CREATE_SCHEMAS),
              "an embedded server, if an entity goes there")
          .meaning("The PostgreSQL database.");

  static final Key<String> REGION =
      Key.required("region", Forms.REGION)
          .meaning("The AWS region of the tables.")
          .example("eu-central-1");

  static final Key<URI> ENDPOINT =
      Key.optional("endpoint", Forms.ENDPOINT, "the region's own")
          .meaning("Another address of the service: a VPC endpoint, or DynamoDB Local.")
          .example("\"http://localhost:8000\"");

  static final Key<Secret> ACCESS_KEY =
      Key.optional("access_key", Forms.SECRET, "the AWS SDK's default chain")
          .meaning(
              "The id of an access key. Leave it and `secret_key` out where a role, a profile or"
                  + " the environment gives the credentials.")
          .example("\"${AWS_ACCESS_KEY_ID}\"");

  static final Key<Secret> SECRET_KEY =
      Key.optional("secret_key", Forms.SECRET, "the AWS SDK's default chain")
          .meaning("The secret of that access key.")
          .example("\"${AWS_SECRET_ACCESS_KEY}\"");

  static final Key<Boolean> CREATE_TABLES =
      create("Whether tables that are missing are created, with on-demand capacity.");

  static final Key<Fields> DYNAMO =
      Key.optional(
              "dynamo",
              Section.of(REGION, ENDPOINT, ACCESS_KEY, SECRET_KEY, CREATE_TABLES),
              "an embedded one, if an entity goes there")
          .meaning("The DynamoDB tables.");

  static final Section SECTION = Section.of(POSTGRES, DYNAMO);

  private TargetKeys() {}

  private static Key<Boolean> create(String meaning) {
    return Key.defaulted("create", Scalars.flag(), false, "false").meaning(meaning).example("true");
  }
}
