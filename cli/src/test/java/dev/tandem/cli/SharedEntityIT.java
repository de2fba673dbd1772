/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of several databases in one entity, and tables without a key, on real servers. */
class SharedEntityIT {
  private static final String DOMAINS =
      """
        sales:
          entities:
            order:
              from: [eu.Orders, "shard_*.Orders"]
              fields:
                region: {origin: database, transform: "map(eu=EU, shard_1=S1)", type: string(2)}
                note: {from: Note, type: string(30)}
                label: {computed: "region + '-' + string(order_id)", type: text}
              drop: [Legacy]
              key: [region, OrderId]
              where: "note != 'hidden'"
              to:
                postgres: {}
                dynamo: {table: Orders, key: {pk: "{region}#{order_id}"}}
            event:
              from: [eu.Events, shard_1.Events]
              fields: {region: {origin: database}}
              key: all
              deletes: hard
              to:
                postgres: {}
                dynamo: {table: Events, key: {pk: "{region}#{kind}", sk: "{at}#{amount}"}}
      """;

  @TempDir Path folder;

  @Test
  void shouldKeepTheTablesOfOneEntityApart() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      // Given
      shop.mySql(
          "CREATE DATABASE eu",
          "CREATE DATABASE shard_1",
          "CREATE TABLE eu.Orders (OrderId INT PRIMARY KEY, Note VARCHAR(20) NOT NULL,"
              + " Total DECIMAL(10,2))",
          "CREATE TABLE shard_1.Orders (Total DECIMAL(10,2), Note VARCHAR(30), Legacy BLOB,"
              + " OrderId INT PRIMARY KEY, Code INT UNIQUE)",
          "ALTER TABLE eu.Orders ADD Code INT UNIQUE",
          "CREATE TABLE eu.Events (Kind VARCHAR(10), At DATE, Amount INT)",
          "CREATE TABLE shard_1.Events (Kind VARCHAR(10), At DATE, Amount INT)",
          "INSERT INTO eu.Orders VALUES (1, 'a', 1.5, 1), (2, 'b', 2.5, NULL), (3, 'hidden', 1, 3)",
          "INSERT INTO shard_1.Orders VALUES (10.5, 'x', NULL, 1, 1), (NULL, NULL, 'l', 9, NULL)",
          "INSERT INTO eu.Events VALUES ('a', '2024-01-01', 1), ('A', '2024-01-01', 1),"
              + " ('b', '2024-01-02', NULL)",
          "INSERT INTO shard_1.Events VALUES ('a', '2024-01-01', 1), ('c', '2024-01-03', 3)");
      Path file = shop.file().withDomains(DOMAINS).in(folder);
      Files.writeString(
          file,
          Files.readString(file).replace("databases: [shop]", "databases: [shop, eu, shard_1]"));
      Pipeline pipeline = pipeline(shop, file);
      assertThat(pipeline.sourceProblems()).isEmpty();
      assertThat(CommandRun.of(folder, shop.environment(), "check", "-f", file.toString()).out())
          .anyMatch(
              line -> line.contains("1 row with NULL") && line.contains("sales.event.amount"));
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        assertInStep(pipeline);
        assertThat(orders(shop))
            .containsExactly("EU|1|a|1.50", "EU|2|b|2.50", "S1|1|x|10.50", "S1|9|");
        assertThat(events(shop)).containsExactly("eu|A|1", "eu|a|1", "shard_1|a|1", "shard_1|c|3");

        // When
        shop.mySql(
            "UPDATE eu.Orders SET Note = 'hidden' WHERE OrderId = 2",
            "UPDATE eu.Orders SET Note = 'now' WHERE OrderId = 3",
            "UPDATE shard_1.Orders SET OrderId = 2 WHERE OrderId = 1",
            "UPDATE shard_1.Orders SET Note = 'y' WHERE OrderId = 9",
            "DELETE FROM eu.Orders WHERE OrderId = 1",
            "INSERT INTO shard_1.Orders VALUES (7, 'z', NULL, 1, 7)",
            "DELETE FROM eu.Events WHERE Kind = 'A' COLLATE utf8mb4_bin",
            "UPDATE eu.Events SET Amount = 5 WHERE Kind = 'b'",
            "UPDATE shard_1.Events SET Amount = 4 WHERE Kind = 'c'",
            "UPDATE shard_1.Events SET Amount = 3 WHERE Kind = 'c'",
            "INSERT INTO eu.Events VALUES ('d', NULL, 1)");
        assertInStep(pipeline);

        // Then
        assertThat(orders(shop))
            .containsExactly("EU|3|now|1.00", "S1|1|z|7.00", "S1|2|x|10.50", "S1|9|y|");
        assertThat(events(shop)).containsExactly("eu|a|1", "eu|b|5", "shard_1|a|1", "shard_1|c|3");
        assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names()))
            .extracting(letter -> letter.code() + " " + letter.field())
            .contains("E_NULL at", "E_NULL amount")
            .allMatch(text -> text.startsWith("E_NULL") || text.startsWith("E_EXPRESSION"));
        assertFindsRows(pipeline, shop);
        running.check();
      }
      shop.mySql("INSERT INTO eu.Events VALUES ('a', '2024-01-01', 1)");
      assertThat(pipeline.sourceProblems())
          .singleElement()
          .asString()
          .contains("TD-MYS-DUPLICATE-ROWS", "eu.Events", "1 rows are there more than once");
    }
  }

  /** What only the target has, and what it lacks of either table. */
  private static void assertFindsRows(Pipeline pipeline, ShopServers shop) throws Exception {
    shop.postgres("DELETE FROM sales.\"order\" WHERE region = 'S1' AND order_id = 9 RETURNING 'x'");
    shop.postgres(
        "INSERT INTO sales.\"order\" (region, order_id, note, _version) VALUES ('EU', 9, 'n', 1)"
            + " RETURNING 'x'");
    assertThat(
            reports(pipeline).stream()
                .flatMap(report -> report.differences().first().stream())
                .flatMap(difference -> difference.lines().stream()))
        .containsExactlyInAnyOrder(
            "extra region='EU', order_id=9",
            "missing shard_1.Orders OrderId=9 (in the target region='S1', order_id=9)");
  }

  private static void assertInStep(Pipeline pipeline) throws InterruptedException {
    List<String> differences =
        reports(pipeline).stream()
            .filter(report -> !report.agrees())
            .flatMap(report -> ReportText.lines(report).stream())
            .toList();
    assertThat(differences).isEmpty();
  }

  private static List<EntityReport> reports(Pipeline pipeline) throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    assertThat(reports)
        .extracting(report -> report.entity().entity() + " in " + report.target())
        .containsExactly(
            "order in postgres", "order in dynamo", "event in postgres", "event in dynamo");
    return reports;
  }

  private Pipeline pipeline(ShopServers shop, Path file) {
    ConfigResult result = ConfigReader.read(file, shop.environment()::get);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    PipelineConfig config = ((ConfigResult.Valid) result).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static List<String> orders(ShopServers shop) throws Exception {
    return shop.postgres(
        "SELECT concat_ws('|', region, order_id, note, coalesce(total::text, '')) FROM"
            + " sales.\"order\" ORDER BY region, order_id");
  }

  private static List<String> events(ShopServers shop) throws Exception {
    return shop.postgres(
        "SELECT concat_ws('|', region, kind, amount) FROM sales.event ORDER BY region, kind"
            + " COLLATE \"C\"");
  }
}
