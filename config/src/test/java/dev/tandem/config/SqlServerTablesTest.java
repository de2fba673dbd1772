/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of a SQL Server, whose names have three parts. */
class SqlServerTablesTest {
  private static final String SHORTEST =
      """
      name: loans
      source:
        sqlserver: {host: localhost, user: sa, password: x, databases: [loans, shard_1, shard_2]}
      domains:
        sales:
          entities:
            order: {from: loans.Orders, to: {postgres: {}}}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "loans.Orders, loans.dbo.Orders",
    "loans.dbo.Orders, loans.dbo.Orders",
    "loans.hr.Orders, loans.hr.Orders",
    "loans.hr.Order [x] y, loans.hr.Order [x] y"
  })
  void shouldTakeDboForASchemaThatIsLeftOut(String written, String meant) {
    List<TableId> tables = order("from: '" + written + "'").config().mapping().tables();
    assertThat(tables).extracting(TableId::toString).containsExactly(meant);
    assertThat(tables.get(0).schema()).isNotEmpty();
  }

  @Test
  void shouldTakeTheLongestNames() {
    String name = "t".repeat(128);
    assertThat(order("from: loans.hr." + name).config().mapping().tables())
        .containsExactly(new TableId("loans", "hr", name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loans.* | loans.x | loans.dbo.Orders loans.dbo.tmp_1",
        "loans.* | loans.tmp_* | loans.dbo.Orders",
        "loans.dbo.* | loans.dbo.tmp_* | loans.dbo.Orders",
        "loans.*.* | loans.tmp_* | loans.dbo.Orders loans.hr.Pay loans.hr.tmp_2",
        "loans.*.* | loans.*.tmp_* | loans.dbo.Orders loans.hr.Pay",
        "loans.hr.* | loans.hr.Pay | loans.hr.tmp_2",
      })
  void shouldTakeTheTablesOfTheSchemasThatAPatternMeans(String from, String except, String taken) {
    MappingPlan plan =
        new ConfigFile(directory, SHORTEST)
            .with(
                "order: {from: loans.Orders,",
                "\"*\": {from: \"" + from + "\", except: [\"" + except + "\"],")
            .config()
            .mapping();
    List<TableId> present =
        List.of(
            new TableId("loans", "dbo", "Orders"),
            new TableId("loans", "dbo", "tmp_1"),
            new TableId("loans", "hr", "Pay"),
            new TableId("loans", "hr", "tmp_2"));
    assertThat(plan.openDatabases()).containsExactly("loans");
    assertThat(plan.with(present).tables())
        .extracting(TableId::toString)
        .containsExactlyInAnyOrder(taken.split(" "));
  }

  @Test
  void shouldMakeOneEntityOfTheTablesOfSeveralSchemasAndDatabases() {
    MappingPlan plan =
        order(
                "from: [loans.eu.Orders, loans.us.Orders, \"shard_*.Orders\"],"
                    + " except: [shard_2.dbo.Orders],"
                    + " fields: {tenant: {origin: schema}}, key: [tenant]")
            .config()
            .mapping();
    assertThat(plan.entities())
        .extracting(EntityPlan::from)
        .extracting(TableId::toString)
        .containsExactly("loans.eu.Orders", "loans.us.Orders", "shard_1.dbo.Orders");
  }

  @Test
  void shouldTakeADomainThatIsNamedLikeADatabase() {
    ConfigFile file = new ConfigFile(directory, SHORTEST).with("  sales:", "  loans:");
    assertThat(file.config().mapping().entities()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loan.Orders | 7:15 TD-CFG-DATABASE domains.sales.entities.order.from: the database loan is"
            + " not captured; did you mean 'loans'?",
        "other.dbo.Orders | 7:15 TD-CFG-DATABASE domains.sales.entities.order.from: the database"
            + " other is not captured; add it to source.sqlserver.databases",
        "Orders | 7:21 TD-CFG-BAD-VALUE domains.sales.entities.order.from: 'Orders' is not"
            + " database.table; write the database, a dot and the table",
        "loans..Orders | 7:21 TD-CFG-BAD-VALUE domains.sales.entities.order.from: 'loans..Orders' is"
            + " no name of a table; write names of at least a character each, without a dot or a"
            + " blank at the end",
      })
  void shouldRefuseATable(String table, String problem) {
    assertThat(order("from: " + table).problems()).containsExactly("tandem.yaml:" + problem);
  }

  @Test
  void shouldRefuseNamesThatKafkaOrTheServerFindTooLong() {
    String name = "t".repeat(128);
    assertThat(order("from: loans." + name + "." + name).problems())
        .containsExactly(
            "tandem.yaml:7:15 TD-CFG-BAD-VALUE domains.sales.entities.order.from: the name of this"
                + " table's topic would be longer than the 249 characters that Kafka takes; write a"
                + " shorter name: for the pipeline");
    assertThat(order("from: loans.t" + name).problems())
        .containsExactly(
            "tandem.yaml:7:15 TD-CFG-BAD-VALUE domains.sales.entities.order.from: no name in SQL"
                + " Server is so long; write at most 128 characters between the dots");
  }

  @Test
  void shouldRefuseTopicsThatKafkaCannotTellApart() {
    ConfigFile file =
        new ConfigFile(directory, SHORTEST)
            .with("  sales:", "  loans:")
            .with("order: {from: loans.Orders,", "dbo_orders: {from: loans.dbo.orders,");
    assertThat(file.problems())
        .singleElement()
        .asString()
        .contains("TD-CFG-CLASH", "the topics of loans.dbo_orders and loans.dbo.orders apart");
  }

  private ConfigFile order(String keys) {
    return new ConfigFile(directory, SHORTEST).with("from: loans.Orders", keys);
  }
}
