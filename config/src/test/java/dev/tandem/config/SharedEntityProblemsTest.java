/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Entities of several tables, and tables without a key, as a file may and may not have them. */
class SharedEntityProblemsTest {
  private static final String HEAD =
      """
      name: loans
      source:
        mysql: {host: localhost, user: root, password: x, databases: [eu, us, shard_1, shard_2]}
      domains:
      """;
  private static final String REGION = "fields: {region: {origin: database}}";

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void oneMistakeIsOneProblem(String entity, String problem) {
    // When
    List<String> problems = file(entity).problems();

    // Then
    assertThat(problems).containsExactly("tandem.yaml:" + problem);
  }

  static Stream<Arguments> mistakes() {
    String why =
        "changes of several tables have no order between them, so their rows need keys that cannot"
            + " meet; add a field such as region: {origin: database} to fields:, and key: [region];"
            + " for an entity of each table write its name with a *";
    return Stream.of(
        arguments(
            "{from: [eu.T, us.T], to: {postgres: {}}}",
            "5:22 TD-CFG-CONFLICT domains.a.entities.b.from: " + why),
        arguments(
            "{from: [eu.T, us.T], " + REGION + ", to: {postgres: {}}}",
            "5:22 TD-CFG-CONFLICT domains.a.entities.b.from: " + why),
        arguments(
            "{from: \"shard_*.T\", key: all, to: {postgres: {}}}",
            "5:22 TD-CFG-CONFLICT domains.a.entities.b.from: " + why),
        arguments(
            "{from: [eu.T, eu.Old], " + REGION + ", key: [region], to: {postgres: {}}}",
            "5:22 TD-CFG-CLASH domains.a.entities.b.from: the tables eu.T and eu.Old would both be"
                + " the entity a.b with the same origin in the key, and overwrite each other's rows;"
                + " add a field with another origin to fields: and to key:, or let its transform tell"
                + " the tables apart"),
        arguments(
            "{from: [eu.T, uk.T], " + REGION + ", key: [region], to: {postgres: {}}}",
            "5:35 TD-CFG-DATABASE domains.a.entities.b.from[1]: the database uk is not captured; did"
                + " you mean 'us'?"),
        arguments(
            "{from: [eu.T, \"x*.T\"], " + REGION + ", key: [region], to: {postgres: {}}}",
            "5:35 TD-CFG-DATABASE domains.a.entities.b.from[1]: no captured database matches x*; add"
                + " it to source.mysql.databases"),
        arguments(
            "{from: [eu.T, eu.T], " + REGION + ", key: [region], to: {postgres: {}}}",
            "5:35 TD-CFG-BAD-VALUE domains.a.entities.b.from[1]: this is listed twice; remove one of"
                + " the two"),
        arguments(
            "{from: \"shard_*.T\", except: [shard_*.T], "
                + REGION
                + ", key: [region], to: {postgres: {}}}",
            "5:22 TD-CFG-CLASH domains.a.entities.b.from: no table is left for the entity; correct"
                + " except:"),
        arguments(
            "{from: [eu.T, us.T], "
                + REGION
                + ", key: [region],"
                + " to: {dynamo: {table: One, key: {pk: \"T#{id}\"}}}}",
            "5:127 TD-CFG-TEMPLATE domains.a.entities.b.to.dynamo.key.pk: rows of several tables would"
                + " be one item, since the key lacks {region}; add it, for example"
                + " \"{region}#{order_id}\""),
        arguments(
            "{from: eu.T, fields: {x: {origin: server}}, to: {postgres: {}}}",
            "5:55 TD-CFG-BAD-VALUE domains.a.entities.b.fields.x.origin: 'server' is none of database,"
                + " schema, table; write one of them"),
        arguments(
            "{from: eu.T, fields: {x: {origin: schema}}, to: {postgres: {}}}",
            "5:47 TD-CFG-BAD-VALUE domains.a.entities.b.fields.x.origin: MySQL has no schemas; write"
                + " database or table"),
        arguments(
            "{from: eu.*, except: [eu.dbo.T], " + REGION + ", key: [region], to: {postgres: {}}}",
            "5:43 TD-CFG-BAD-VALUE domains.a.entities.b.except[0]: this is not database.table; write"
                + " one dot only: MySQL has no schemas"),
        arguments(
            "{from: eu.*, except: [T], " + REGION + ", key: [region], to: {postgres: {}}}",
            "5:43 TD-CFG-BAD-VALUE domains.a.entities.b.except[0]: 'T' is not database.table; write"
                + " the database, a dot and the table"),
        arguments(
            "{from: eu.T, fields: {x: {from: C, origin: table}}, to: {postgres: {}}}",
            "5:56 TD-CFG-CONFLICT domains.a.entities.b.fields.x.origin: the field has from already;"
                + " keep one of the two"),
        arguments(
            "{from: eu.T, key: each, to: {postgres: {}}}",
            "5:39 TD-CFG-WRONG-KIND domains.a.entities.b.key: this is a plain value, not a list; write [each], with"
                + " the brackets, or all"));
  }

  @Test
  void shouldReadSeveralTables() {
    MappingPlan plan =
        file("{from: [eu.T, \"shard_*.T\", us.T], except: [shard_2.T], fields: {region: {origin:"
                + " database}}, key: [region, Id], to: {postgres: {}, dynamo: {table: One, key:"
                + " {pk: \"{region}#{id}\"}}}}")
            .config()
            .mapping();
    assertThat(plan.patterns()).isEmpty();
    assertThat(plan.byName().get(new EntityName("a", "b")))
        .extracting(EntityPlan::from)
        .containsExactly(TableId.of("eu", "T"), TableId.of("shard_1", "T"), TableId.of("us", "T"));
    EntityPlan first = plan.entities().get(0);
    assertThat(first.columns().declaredKey()).containsExactly("Id");
    assertThat(first.columns().keyOrigins()).extracting(FieldPlan::name).containsExactly("region");
  }

  @Test
  void shouldReadPatternsOfTablesForOneEntityAndForMany() {
    String fields = "fields: {region: {origin: database}}, key: [region], to: {postgres: {}}}";
    MappingPlan plan =
        file("{from: [eu.T, \"us.T*\"], " + fields + ", \"*\": {from: [eu.*, us.*], " + fields)
            .config()
            .mapping();
    MappingPlan definite =
        plan.with(
            Stream.of("eu.T", "us.T1", "us.U", "eu.U").map(SharedEntityProblemsTest::id).toList());
    assertThat(definite.byName().keySet()).extracting(EntityName::entity).containsExactly("b", "u");
    assertThat(definite.entities())
        .extracting(entity -> entity.name().entity() + " " + entity.from())
        .containsExactly("b eu.T", "b us.T1", "u eu.U", "u us.U");
  }

  @Test
  void shouldReadAllColumnsAsTheKey() {
    EntityPlan plan =
        file("{from: eu.T, key: all, to: {postgres: {}}}").config().mapping().entities().get(0);
    assertThat(plan.columns().wholeRow()).isTrue();
    assertThat(plan.columns().key()).isEmpty();
    EntityPlan named =
        file("{from: eu.T, key: [all], to: {postgres: {}}}").config().mapping().entities().get(0);
    assertThat(named.columns().wholeRow()).isFalse();
    assertThat(named.columns().declaredKey()).containsExactly("all");
  }

  private ConfigFile file(String entity) {
    return new ConfigFile(directory, HEAD + "  a: {entities: {b: " + entity + "}}");
  }

  private static TableId id(String name) {
    return TableId.of(name.substring(0, 2), name.substring(3));
  }
}
