/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Fact;
import dev.tandem.model.mapping.PostgresPlan.Partitioning;
import dev.tandem.model.mapping.PostgresPlan.Period;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How tables in PostgreSQL are split, and which columns they have beside the fields. */
class PostgresRouteTest {
  @TempDir Path directory;

  @Test
  void readsBoth() {
    assertThat(
            plan(
                "b",
                "T",
                "{partition_by: \"range(at, month)\", metadata: {loaded_at: written_at, ts:"
                    + " committed_at, op: operation}}"))
        .isEqualTo(
            new PostgresPlan(
                "a",
                "b",
                Optional.of(new Partitioning("at", Period.MONTH)),
                Map.of(
                    "loaded_at", Fact.WRITTEN_AT, "ts", Fact.COMMITTED_AT, "op", Fact.OPERATION)));
  }

  @Test
  void givesAllTablesOfAPatternTheColumns() {
    assertThat(plan("\"*\"", "\"*\"", "{schema: s, metadata: {loaded_at: written_at}}"))
        .isEqualTo(
            new PostgresPlan("s", "t", Optional.empty(), Map.of("loaded_at", Fact.WRITTEN_AT)));
  }

  private PostgresPlan plan(String entity, String table, String route) {
    return file(entity, table, "", route)
        .config()
        .mapping()
        .with(List.of(TableId.of("loans", "T")))
        .entities()
        .get(0)
        .postgres()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "range(at, day) | at | DAY",
        "'range( Order Date ,year )' | Order Date | YEAR",
        "' range(at,month) ' | at | MONTH"
      })
  void takesAnySpelling(String text, String field, Period period) {
    assertThat(plan("b", "T", "{partition_by: \"" + text + "\"}").partitioning())
        .contains(new Partitioning(field, period));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void oneMistakeIsOneProblem(String keys, String route, String problem) {
    assertThat(file("b", "T", keys, route).problems()).containsExactly("tandem.yaml:" + problem);
  }

  static Stream<Arguments> mistakes() {
    String to = " domains.a.entities.b.to.postgres.";
    String range = "; write range(field, day), range(field, month) or range(field, year)";
    String other = "; give the column another name";
    return Stream.of(
        arguments(
            "",
            "{partition_by: at}",
            "11:36 TD-CFG-BAD-VALUE"
                + to
                + "partition_by: 'at' is no way to split a table"
                + range),
        arguments(
            "",
            "{partition_by: \"range(at)\"}",
            "11:36 TD-CFG-BAD-VALUE"
                + to
                + "partition_by: 'range(at)' is no way to split a table"
                + range),
        arguments(
            "",
            "{partition_by: \"range(at, week)\"}",
            "11:36 TD-CFG-BAD-VALUE"
                + to
                + "partition_by: 'range(at, week)' is no way to split a table"
                + range),
        arguments(
            "",
            "{partition_by: \"list(region)\"}",
            "11:36 TD-CFG-BAD-VALUE"
                + to
                + "partition_by: 'list(region)' is no way to split a table"
                + range),
        arguments(
            "",
            "{table: " + "x".repeat(53) + ", partition_by: \"range(at, day)\"}",
            "11:84 TD-CFG-IDENTIFIER"
                + to
                + "partition_by: the names of the partitions would be longer"
                + " than 63 bytes; shorten the table's name by table:"),
        arguments(
            "",
            "{metadata: {}}",
            "11:32 TD-CFG-MISSING-KEY"
                + to
                + "metadata: there is nothing in here; add at least one <column>:, or remove the key"),
        arguments(
            "",
            "{metadata: {x: written}}",
            "11:36 TD-CFG-BAD-VALUE"
                + to
                + "metadata.x: 'written' is none of committed_at, operation, written_at; did you mean"
                + " 'written_at'?"),
        arguments(
            "",
            "{metadata: {_version: operation}}",
            "11:33 TD-CFG-CLASH"
                + to
                + "metadata._version: Tandem itself has a column of this name"
                + other),
        arguments(
            "",
            "{metadata: {ctid: operation}}",
            "11:33 TD-CFG-IDENTIFIER"
                + to
                + "metadata.ctid: every table of PostgreSQL has a column of this name"
                + other),
        arguments(
            "",
            "{metadata: {" + "ä".repeat(32) + ": operation}}",
            "11:33 TD-CFG-IDENTIFIER"
                + to
                + "metadata."
                + "ä".repeat(32)
                + ": the name is longer than 63 bytes in UTF-8; shorten it:"
                + " PostgreSQL would cut it"),
        arguments(
            "fields: {x: X}",
            "{metadata: {x: operation}}",
            "11:33 TD-CFG-CLASH"
                + to
                + "metadata.x: there is a field of that name already"
                + other),
        arguments(
            "deletes: soft",
            "{metadata: {deleted_at: written_at}}",
            "11:33 TD-CFG-CLASH"
                + to
                + "metadata.deleted_at: there is a field of that name already"
                + other),
        arguments(
            "deletes: {policy: soft, flag: x}",
            "{metadata: {x: written_at}}",
            "11:33 TD-CFG-CLASH"
                + to
                + "metadata.x: there is a field of that name already"
                + other));
  }

  @Test
  void splitsNoTablesOfAPattern() {
    assertThat(file("\"*\"", "\"*\"", "", "{partition_by: \"range(at, day)\"}").problems())
        .containsExactly(
            "tandem.yaml:11:22 TD-CFG-CONFLICT domains.a.entities.*.to.postgres.partition_by: not all tables"
                + " of the pattern need have that field; name the table in an entity of its own");
  }

  @Test
  void checksTheColumnsOfAPattern() {
    assertThat(file("\"*\"", "\"*\"", "", "{metadata: {_version: operation}}").problems())
        .containsExactly(
            "tandem.yaml:11:33 TD-CFG-CLASH domains.a.entities.*.to.postgres.metadata._version: Tandem itself"
                + " has a column of this name; give the column another name");
  }

  private ConfigFile file(String entity, String table, String keys, String route) {
    return new ConfigFile(
        directory,
        """
        name: loans
        source:
          mysql: {host: localhost, user: root, password: x, databases: [loans]}
        domains:
          a:
            entities:
              ENTITY:
                from: loans.TABLE
                KEYS
                to:
                  postgres: ROUTE
        """
            .replace("ENTITY", entity)
            .replace("TABLE", table.replace("\"", ""))
            .replace("KEYS", keys)
            .replace("ROUTE", route));
  }
}
