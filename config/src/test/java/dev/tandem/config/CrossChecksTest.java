/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only several keys together say, in a file whose single keys are all good. */
class CrossChecksTest {
  private static final String HEAD =
      """
      name: loans
      source:
        mysql: {host: localhost, user: root, password: x, databases: [loans, audit_db]}
      domains:
      """;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void oneMistakeIsOneProblem(String domains, String problem) {
    // Given
    ConfigFile file = new ConfigFile(directory, HEAD + domains);

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).containsExactly("tandem.yaml:" + problem);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "  a: {entities: {b: {from: loan.T, to: {postgres: {}}}}}",
            "5:22 TD-CFG-DATABASE domains.a.entities.b.from: the database loan is not captured; did you mean"
                + " 'loans'?"),
        arguments(
            "  a: {entities: {b: {from: loans.T}}}",
            "5:18 TD-CFG-MISSING-KEY domains.a.entities.b.to: this key is missing; add it, for example to:"
                + " {postgres: {}}"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: }}}",
            "5:37 TD-CFG-NO-TARGET domains.a.entities.b.to: the entity goes nowhere; write to: {postgres: {}} or"
                + " to: {dynamo: ...}, or remove the entity"),
        arguments(
            "  loans: {entities: {b: {from: loans.T, to: {postgres: {}}}}}",
            "5:3 TD-CFG-CLASH domains.loans: the captured database loans has the same name, and so would"
                + " their topics; give the domain another name"),
        arguments(
            "  a_b: {entities: {c: {from: loans.T, to: {postgres: {}}}}}\n"
                + "  a: {entities: {b_c: {from: loans.T, to: {postgres: {}}}}}",
            "6:18 TD-CFG-CLASH domains.a.entities.b_c: Kafka cannot tell the topics of a.b_c and a_b.c apart; rename"
                + " one of them: to Kafka all but letters, digits and - are alike"),
        arguments(
            "  a: {entities: {b: {from: loans.a b, to: {postgres: {}}},\n"
                + "      c: {from: loans.a_b, to: {postgres: {}}}}}",
            "6:11 TD-CFG-CLASH domains.a.entities.c.from: Kafka cannot tell the topics of loans.a_b"
                + " and loans.a b apart; rename one of them: to Kafka all but"
                + " letters, digits and - are alike"),
        arguments(
            "  a: {entities: {b: {from: loans.*, to: {postgres: {}}}}}",
            "5:22 TD-CFG-CONFLICT domains.a.entities.b.from: changes of several tables have no order"
                + " between them, so their rows need keys that cannot meet; add a field such as"
                + " region: {origin: database} to fields:, and key: [region]; for an entity of each"
                + " table write its name with a *"),
        arguments(
            "  a: {entities: {\"*\": {from: loans.T, to: {postgres: {}}}}}",
            "5:24 TD-CFG-CONFLICT domains.a.entities.*.from: many entities would be made of one table;"
                + " write a pattern such as loans.*"),
        arguments(
            "  a: {entities: {\"*\": {from: loans.*, where: x, to: {postgres: {}}}}}",
            "5:39 TD-CFG-CONFLICT domains.a.entities.*.where: a pattern says only what holds for any table;"
                + " name the table that needs it in an entity of its own, which the pattern then leaves out"),
        arguments(
            "  a: {entities: {b: {from: loans.T, except: [loans.U], to: {postgres: {}}}}}",
            "5:37 TD-CFG-CONFLICT domains.a.entities.b.except: only a pattern has exceptions; remove it, or"
                + " write from: with a *"),
        arguments(
            fields("{x: {type: text}}"),
            "5:46 TD-CFG-MISSING-KEY domains.a.entities.b.fields.x: the field comes from nowhere; add from:"
                + " and a column, constant: and a value, computed: and an expression, or origin:"),
        arguments(
            fields("{x: {from: C, constant: 1}}"),
            "5:59 TD-CFG-CONFLICT domains.a.entities.b.fields.x.constant: the field has from already; keep"
                + " one of the two"),
        arguments(
            fields("{x: {computed: 1 + 1}}"),
            "5:46 TD-CFG-MISSING-KEY domains.a.entities.b.fields.x: there is no column that would tell the"
                + " field's type; add type:, for example type: text"),
        arguments(
            fields("{x: {constant: EU, type: text, default: US}}"),
            "5:76 TD-CFG-CONFLICT domains.a.entities.b.fields.x.default: this has no effect, since the field"
                + " is never NULL; remove it"),
        arguments(
            fields("{x: {from: C, default: '', required: true}}"),
            "5:72 TD-CFG-CONFLICT domains.a.entities.b.fields.x.required: this has no effect, since the field"
                + " is never NULL; remove it"),
        arguments(
            fields("{x: C}, drop: [D, C]"),
            "5:63 TD-CFG-CONFLICT domains.a.entities.b.drop[1]: the column C is dropped, but a field is made of"
                + " it; remove it here or under fields"),
        arguments(
            fields("{x: C}, deletes: {policy: keep, flag: gone}"),
            "5:77 TD-CFG-CONFLICT domains.a.entities.b.deletes.flag: only soft deletes are marked; write"
                + " policy: soft, or remove flag"),
        arguments(
            fields("{deleted: C}, deletes: soft"),
            "5:59 TD-CFG-CLASH domains.a.entities.b.deletes.flag: there is a field of that name already; name"
                + " the mark otherwise"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {postgres: {}}}}}\n"
                + "  c: {entities: {d: {from: loans.U, to: {postgres: {table: a.b}}}}}",
            "6:53 TD-CFG-CLASH domains.c.entities.d.to.postgres.table: the table a.b is written by a.b already;"
                + " write table: with another name"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {postgres: {schema: s, table: t.b}}}}}",
            "5:53 TD-CFG-CONFLICT domains.a.entities.b.to.postgres.schema: the table names its schema, too; remove"
                + " schema:, or write the table alone"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {postgres: {schema: pg_temp}}}}}",
            "5:53 TD-CFG-IDENTIFIER domains.a.entities.b.to.postgres.schema: the schema pg_temp is kept for"
                + " PostgreSQL's or Tandem's own tables; write schema: with another name"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {postgres: {schema: tandem}}}}}",
            "5:53 TD-CFG-IDENTIFIER domains.a.entities.b.to.postgres.schema: the schema tandem is kept for"
                + " PostgreSQL's or Tandem's own tables; write schema: with another name"),
        arguments(
            "  a: {entities: {b: {from: loans.T, fields: {xmin: X}, to: {postgres: {}}}}}",
            "5:46 TD-CFG-IDENTIFIER domains.a.entities.b.fields.xmin: every table of PostgreSQL has a column of"
                + " this name; give the field another name"),
        arguments(
            "  a: {entities: {b: {from: loans.T, fields: {"
                + "ä".repeat(40)
                + ": X}, to: {postgres: {}}}}}",
            "5:46 TD-CFG-IDENTIFIER domains.a.entities.b.fields."
                + "ä".repeat(40)
                + ": the name is longer than 63 bytes in UTF-8; shorten it: PostgreSQL would cut"
                + " it"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {postgres: {table: "
                + "ä".repeat(32)
                + "}}}}}",
            "5:60 TD-CFG-IDENTIFIER domains.a.entities.b.to.postgres.table: '"
                + "ä".repeat(32)
                + "' is longer than 63 bytes; shorten it: PostgreSQL would cut it"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {postgres: {table: \"a\\0b\"}}}}}",
            "5:60 TD-CFG-IDENTIFIER domains.a.entities.b.to.postgres.table: the name holds a NUL character; write"
                + " it without '\\0'"),
        arguments(
            "  a: {entities: {b: {from: loans.T, to: {dynamo: {table: One, key: {pk: X, sk: Y}}}}}}",
            "5:69 TD-CFG-TEMPLATE domains.a.entities.b.to.dynamo.key.pk: the key holds no field, so that all rows"
                + " would be one item; add the fields that tell rows apart: {field}"),
        arguments(
            dynamo("{pk: '{id}'}", "{pk: 'C#{id}', sk: '{id}'}"),
            "7:65 TD-CFG-CLASH domains.a.entities.c.to.dynamo.key: One is made without a sort key by a.b; remove"
                + " sk:, or use another name"),
        arguments(
            dynamo("{pk: 'A#{x}', sk: S}", "{pk: 'A#{y:yyyy}', sk: S}"),
            "7:71 TD-CFG-CLASH domains.a.entities.c.to.dynamo.key.pk: items of a.b in One have keys of the same"
                + " form; begin each with a text of its own, such as \"ORDER#{order_id}\""),
        arguments(
            dynamo(
                "{pk: 'A#{x}'}, indexes: {gsi1: {pk: '{x}'}}",
                "{pk: 'B#{x}'}, indexes: {gsi1: {pk: '{x}', sk: '{y}'}}"),
            "7:95 TD-CFG-CLASH domains.a.entities.c.to.dynamo.indexes.gsi1: One index gsi1 is made without a sort"
                + " key by a.b; remove sk:, or use another name"));
  }

  private static String fields(String fields) {
    return "  a: {entities: {b: {from: loans.T, fields: " + fields + ", to: {postgres: {}}}}}";
  }

  private static String dynamo(String first, String second) {
    return "  a:\n    entities: {b: {from: loans.T, to: {dynamo: {table: One, key: "
        + first
        + "}}},\n               c: {from: loans.U, to: {dynamo: {table: One,     key: "
        + second
        + "}}}}";
  }

  @Test
  void entitiesMayShareTheirTableAndTheirDynamoTable() {
    // Given
    ConfigFile file = new ConfigFile(directory, HEAD + dynamo("{pk: 'B#{id}'}", "{pk: 'C#{id}'}"));

    // When
    PipelineConfig config = file.config();

    // Then
    assertThat(config.mapping().entities()).hasSize(2);
  }

  @Test
  void aHostileNameIsJustAName() {
    // Given
    String name = "a\"; DROP TABLE x; --";
    ConfigFile file =
        new ConfigFile(
            directory,
            HEAD
                + "  a: {entities: {b: {from: 'loans."
                + name
                + "', to: {postgres: {table: '"
                + name
                + "'}}}}}");

    // When
    EntityPlan entity = file.config().mapping().entities().get(0);

    // Then
    assertThat(entity.from()).isEqualTo(TableId.of("loans", name));
    assertThat(entity.postgres()).contains(new PostgresPlan("a", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  a: {entities: {b: {from: loans.T, to: {postgre: {}}}}}",
        "  a: {entities: {b: {from: loans.T, too: {postgres: {}}}}}",
        "  a: {entities: {b: {form: loans.T, to: {postgres: {}}}}}",
        "  a: {entites: {b: {from: loans.T, to: {postgres: {}}}}}",
        "  a: {entities: {b: {from: loans.T, to: {dynamo: {table: One, keys: {pk: '{x}'}}}}}}",
        "  a: {entities: {b: {from: loans.T, to: {dynamo: {table: One, key: {pk: A, skey: B}}}}}}"
      })
  void aMisspeltKeyIsNotMissedAsWell(String domains) {
    // Given
    ConfigFile file = new ConfigFile(directory, HEAD + domains);

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).singleElement().asString().contains("TD-CFG-UNKNOWN-KEY");
  }

  @Test
  void nothingFollowsFromABadDatabaseList() {
    // Given
    ConfigFile file =
        new ConfigFile(
            directory,
            HEAD.replace("[loans, audit_db]", "loans")
                + "  loans: {entities: {b: {from: elsewhere.T, to: {postgres: {}}}}}");

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).singleElement().asString().contains("TD-CFG-WRONG-KIND");
  }
}
