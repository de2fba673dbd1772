/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entity of parents and children may not say, each mistake one problem at its place. */
class JoinProblemsTest {
  private static final String HEAD =
      """
      name: loans
      source:
        mysql: {host: localhost, user: root, password: x, databases: [eu, us]}
      domains:
      """;

  private static final String P = "lookup: {p: {from: eu.P, on: PId}}";
  private static final String X = ", fields: {x: p.X}";

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lookups", "embeds", "tables"})
  void oneMistakeIsOneProblem(String entity, String problem) {
    assertThat(file(entity).problems()).containsExactly("tandem.yaml:" + problem);
  }

  static Stream<Arguments> lookups() {
    return Stream.of(
        arguments(
            "lookup: {loan: {from: eu.L, on: LId}}, fields: {x: laon.X}",
            "5:82 TD-CFG-BAD-VALUE domains.a.entities.b.fields.x: there is no lookup laon; did"
                + " you mean 'loan'?"),
        arguments(
            "lookup: {p: {from: eu.P, on: PId}}, fields: {x: p.X, y: region.Name}",
            "5:87 TD-CFG-BAD-VALUE domains.a.entities.b.fields.y: there is no lookup region; add"
                + " it under lookup:, or name a column of the entity's own table"),
        arguments(
            "lookup: {loan: {from: eu.L, on: LId}, app: {from: eu.A, on: laon.AId}}, fields: {x:"
                + " app.X}",
            "5:94 TD-CFG-BAD-VALUE domains.a.entities.b.lookup.app.on: there is no lookup laon;"
                + " did you mean 'loan'?"),
        arguments(
            "lookup: {app: {from: eu.A, on: loan.AId}, loan: {from: eu.L, on: LId}}, fields: {x:"
                + " app.X}",
            "5:65 TD-CFG-CONFLICT domains.a.entities.b.lookup.app.on: the lookup loan comes"
                + " later; let it stand before this one"),
        arguments(
            "lookup: {p: {from: eu.P, on: p.PId}}" + X,
            "5:63 TD-CFG-CONFLICT domains.a.entities.b.lookup.p.on: a lookup cannot hang on"
                + " itself; name a column of the entity's own table, or of a lookup before this"
                + " one"),
        arguments(
            "lookup: {p: {from: eu.P, on: PId}, q: {from: eu.Q, on: [p.A, B]}}, fields: {x: q.X}",
            "5:85 TD-CFG-CONFLICT domains.a.entities.b.lookup.q.on: these columns are of several"
                + " rows, and it is one that refers to the parent; name columns of the entity's"
                + " own table alone, or of one lookup alone"),
        arguments(
            P,
            "5:43 TD-CFG-CONFLICT domains.a.entities.b.lookup.p: no field and no other lookup is"
                + " made of this one; make a field of one of its columns, such as city: p.City,"
                + " or remove it"),
        arguments(
            P + ", fields: {x: X}",
            "5:43 TD-CFG-CONFLICT domains.a.entities.b.lookup.p: no field and no other lookup is"
                + " made of this one; make a field of one of its columns, such as city: p.City,"
                + " or remove it"),
        arguments(
            P + X + ", key: [p.X]",
            "5:94 TD-CFG-CONFLICT domains.a.entities.b.key[0]: the entity's key must not move"
                + " when a row of another table changes; remove it here; a key template of"
                + " DynamoDB may hold a field that is made of it"),
        arguments(
            P + X + ", key: all",
            "5:88 TD-CFG-CONFLICT domains.a.entities.b.key: a row as a whole holds rows of other"
                + " tables, and its key must not change with them; name the columns of the"
                + " entity's own table that identify a row"),
        arguments(
            P + ", fields: {x: p.X, r: {origin: table}}, key: [r]",
            "5:114 TD-CFG-CONFLICT domains.a.entities.b.key[0]: only an entity that may have"
                + " several tables needs an origin in its key; remove it here; the field may"
                + " stay"),
        arguments(
            "lookup: {p: {from: eu.P, on: [A, A]}}" + X,
            "5:67 TD-CFG-BAD-VALUE domains.a.entities.b.lookup.p.on[1]: this is listed twice;"
                + " remove one of the two"),
        arguments(
            "lookup: {p: {from: eu.P}}" + X,
            "5:43 TD-CFG-MISSING-KEY domains.a.entities.b.lookup.p.on: this key is missing; add"
                + " it, for example on: LoanId"),
        arguments(
            "lookup: {p: {on: PId}}" + X,
            "5:43 TD-CFG-MISSING-KEY domains.a.entities.b.lookup.p.from: this key is missing; add"
                + " it, for example from: loans.Loans"),
        arguments(
            "lookup: {p: eu.P}" + X,
            "5:46 TD-CFG-WRONG-KIND domains.a.entities.b.lookup.p: this is a plain value, not a"
                + " map; its keys are from, on, missing"),
        arguments(
            "lookup: {P: {from: eu.P, on: PId}}, fields: {x: P.X}",
            "5:43 TD-CFG-BAD-VALUE domains.a.entities.b.lookup.P: 'P' is not a name for a lookup;"
                + " write at most 63 lower-case letters, digits and _, beginning with a letter"),
        arguments(
            "lookup: {p: {from: eu.P, on: PId, missing: nul}}" + X,
            "5:77 TD-CFG-BAD-VALUE domains.a.entities.b.lookup.p.missing: 'nul' is none of wait,"
                + " null, dead_letter; did you mean 'null'?"),
        arguments(
            "lookup: {p: {from: eu.P, on: PId, missing: }}" + X,
            "5:76 TD-CFG-BAD-VALUE domains.a.entities.b.lookup.p.missing: there is no value here;"
                + " write one of wait, null, dead_letter, or remove the key"),
        arguments(
            "lookup: {}",
            "5:42 TD-CFG-MISSING-KEY domains.a.entities.b.lookup: there is nothing in here; add"
                + " at least one <lookup>:, or remove the key"));
  }

  static Stream<Arguments> embeds() {
    return Stream.of(
        arguments(
            "embed: {c: {from: eu.C, on: TId, as: map}}",
            "5:67 TD-CFG-CONFLICT domains.a.entities.b.embed.c.as: in a map, each child needs a"
                + " name; add by: and the column that tells the children of a row apart, or"
                + " write as: list"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, by: No}}",
            "5:67 TD-CFG-CONFLICT domains.a.entities.b.embed.c.by: only children in a map have"
                + " names; write as: map, or remove by:"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, as: map, by: No, order_by: No}}",
            "5:84 TD-CFG-CONFLICT domains.a.entities.b.embed.c.order_by: a map has no order;"
                + " remove it, or write as: list"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, as: set, by: No}}",
            "5:71 TD-CFG-BAD-VALUE domains.a.entities.b.embed.c.as: 'set' is none of list, map;"
                + " write one of them"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, embed: {d: {from: eu.D, on: No, as: map}}}}",
            "5:99 TD-CFG-CONFLICT domains.a.entities.b.embed.c.embed.d.as: in a map, each child"
                + " needs a name; add by: and the column that tells the children of a row"
                + " apart, or write as: list"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, embed: {d: {from: eu.D}}}}",
            "5:75 TD-CFG-MISSING-KEY domains.a.entities.b.embed.c.embed.d.on: this key is"
                + " missing; add it, for example on: order_id"),
        arguments(
            "embed: {c: {from: eu.C, on: TId}}, drop: [c]",
            "5:76 TD-CFG-CONFLICT domains.a.entities.b.drop[0]: the children c are dropped, but"
                + " embed: takes them; remove them here or under embed"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, drop: [No, d], embed: {d: {from: eu.D, on: No}}}}",
            "5:78 TD-CFG-CONFLICT domains.a.entities.b.embed.c.drop[1]: the children d are"
                + " dropped, but embed: takes them; remove them here or under embed"),
        arguments(
            "embed: {c: {from: eu.C, on: TId}}, fields: {c: C}",
            "5:42 TD-CFG-CLASH domains.a.entities.b.embed.c: there is a field of that name under"
                + " fields already; give one of them another name"),
        arguments(
            "embed: {c: {from: eu.C, on: TId}}, fields: {c: {constant: 1, type: int16}}",
            "5:42 TD-CFG-CLASH domains.a.entities.b.embed.c: there is a field of that name under"
                + " fields already; give one of them another name"),
        arguments(
            "embed: {c: {from: eu.C, on: TId}}, fields: {x: c.X}",
            "5:78 TD-CFG-CONFLICT domains.a.entities.b.fields.x: the children c are one field as"
                + " a whole; remove this one; embed: says which columns they have"),
        arguments(
            "embed: {c: {from: eu.C, on: TId}}, key: [c]",
            "5:75 TD-CFG-CONFLICT domains.a.entities.b.key[0]: the entity's key must not move"
                + " when a row of another table changes; remove it here; a key template of"
                + " DynamoDB may hold a field that is made of it"),
        arguments(
            P + X + ", embed: {p: {from: eu.C, on: TId}}",
            "5:96 TD-CFG-CLASH domains.a.entities.b.embed.p: there is a lookup of that name"
                + " already; give one of them another name"),
        arguments(
            "embed: {deleted: {from: eu.C, on: TId}}, deletes: soft",
            "5:75 TD-CFG-CLASH domains.a.entities.b.deletes.flag: there is a field of that name"
                + " already; name the mark otherwise"),
        arguments(
            "embed: {xmin: {from: eu.C, on: TId}}",
            "5:42 TD-CFG-IDENTIFIER domains.a.entities.b.embed.xmin: every table of PostgreSQL"
                + " has a column of this name; give the field another name"));
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        arguments(
            "lookup: {p: {from: eu.*, on: PId}}" + X,
            "5:53 TD-CFG-BAD-VALUE domains.a.entities.b.lookup.p.from: 'eu.*' is a pattern, and"
                + " it is one table that rows are taken from; write the name without *"),
        arguments(
            "embed: {c: {from: \"*.C\", on: TId}}",
            "5:52 TD-CFG-BAD-VALUE domains.a.entities.b.embed.c.from: '*.C' is a pattern, and it"
                + " is one table that rows are taken from; write the name without *"),
        arguments(
            "lookup: {p: {from: uk.P, on: PId}}" + X,
            "5:47 TD-CFG-DATABASE domains.a.entities.b.lookup.p.from: the database uk is not"
                + " captured; did you mean 'us'?"),
        arguments(
            "embed: {c: {from: eu.dbo.C, on: TId}}",
            "5:46 TD-CFG-BAD-VALUE domains.a.entities.b.embed.c.from: this is not database.table;"
                + " write one dot only: MySQL has no schemas"),
        arguments(
            "embed: {c: {from: eu.C, on: TId, embed: {d: {from: eu.a_d, on: No}, e: {from: eu.a d,"
                + " on: No}}}}",
            "5:106 TD-CFG-CLASH domains.a.entities.b.embed.c.embed.e.from: Kafka cannot tell the"
                + " topics of eu.a d and eu.a_d apart; rename one of them: to Kafka all but"
                + " letters, digits and - are alike"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        P + ", field: {x: p.X}",
        "lookups: {p: {from: eu.P, on: PId}}" + X,
        "embed: {c: {from: eu.C, on: TId, as: map, byy: No}}"
      })
  void shouldNotMissAMisspeltKeyAsWell(String entity) {
    assertThat(file(entity).problems())
        .singleElement()
        .asString()
        .contains("TD-CFG-UNKNOWN-KEY", "did you mean");
  }

  @Test
  void shouldRefuseRowsOfOtherTablesWhereTheEntityIsOfSeveralItself() {
    String file =
        HEAD + "  a: {entities: {b: {from: [eu.T, us.T], " + P + X + ", to: {postgres: {}}}}}";
    assertThat(new ConfigFile(directory, file).problems())
        .containsExactly(
            "tandem.yaml:5:42 TD-CFG-CONFLICT domains.a.entities.b.lookup: only an entity that is"
                + " made of one table takes rows of others; name one table after from:, and"
                + " write an entity for each");
    assertThat(
            new ConfigFile(directory, file.replace("[eu.T, us.T]", "eu.*"))
                .with(X, ", fields: {x: p.X, r: {origin: table}}, key: [r]")
                .problems())
        .containsExactly(
            "tandem.yaml:5:34 TD-CFG-CONFLICT domains.a.entities.b.lookup: only an entity that is"
                + " made of one table takes rows of others; name one table after from:, and"
                + " write an entity for each");
  }

  @Test
  void shouldRefuseChildrenOfEachTableOfAPattern() {
    String file =
        HEAD
            + "  a: {entities: {\"*\": {from: eu.*, embed: {c: {from: eu.C, on: TId}}, to:"
            + " {postgres: {}}}}}";
    assertThat(new ConfigFile(directory, file).problems())
        .containsExactly(
            "tandem.yaml:5:36 TD-CFG-CONFLICT domains.a.entities.*.embed: a pattern says only"
                + " what holds for any table; name the table that needs it in an entity of its"
                + " own, which the pattern then leaves out");
  }

  @Test
  void shouldRefuseTheTableOfTheHeartbeat() {
    ConfigFile file = file(P + X).with("[eu, us]", "[eu, us], heartbeat: {table: eu.P}");
    assertThat(file.problems())
        .containsExactly(
            "tandem.yaml:5:47 TD-CFG-CONFLICT domains.a.entities.b.lookup.p.from: this is the"
                + " table of the heartbeat, and no row is made of its rows; name a table of"
                + " your own");
  }

  @Test
  void shouldRefuseATopicsNameThatKafkaFindsTooLong() {
    String name = "n".repeat(64);
    ConfigFile file =
        new ConfigFile(
            directory,
            HEAD.replace("mysql:", "sqlserver:").replace("[eu, us]", "[eu]")
                + "  a: {entities: {b: {from: eu.T, embed: {c: {from: eu."
                + name
                + name
                + "."
                + name
                + name
                + ", on: TId}}, to: {postgres: {}}}}}");
    assertThat(file.problems())
        .containsExactly(
            "tandem.yaml:5:46 TD-CFG-BAD-VALUE domains.a.entities.b.embed.c.from: the name of"
                + " this table's topic would be longer than the 249 characters that Kafka"
                + " takes; write a shorter name: for the pipeline");
  }

  @Test
  void shouldSayOfEachLookupWhetherItIsUsed() {
    List<String> problems =
        file("lookup: {p: {from: eu.P, on: A}, q: {from: eu.Q, on: B}, r: {from: eu.R, on: q.C}}"
                + X)
            .problems();
    assertThat(problems)
        .containsExactly(
            "tandem.yaml:5:91 TD-CFG-CONFLICT domains.a.entities.b.lookup.r: no field and no"
                + " other lookup is made of this one; make a field of one of its columns, such"
                + " as city: r.City, or remove it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{postgres: {metadata: {c: written_at}}} | there is a field of that name already",
        "{dynamo: {table: One, key: {pk: 'T#{id}'}, attributes: {c: x}}} | the field c is an"
            + " attribute of this name already",
        "{postgres: {}}, deletes: {policy: soft, time: c} | there is a field of that name already"
      })
  void shouldTakeChildrenForAFieldLikeAnyOther(String to, String problem) {
    assertThat(file("embed: {c: {from: eu.C, on: TId}}").with("{postgres: {}}", to).problems())
        .singleElement()
        .asString()
        .contains("TD-CFG-CLASH", problem);
  }

  private ConfigFile file(String keys) {
    return new ConfigFile(
        directory, HEAD + "  a: {entities: {b: {from: eu.T, " + keys + ", to: {postgres: {}}}}}");
  }
}
