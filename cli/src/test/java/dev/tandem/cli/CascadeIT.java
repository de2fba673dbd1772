/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.capture.CapturedPosition;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.letters.Resnapshot;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.TableId;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.RequestsTopic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that foreign keys delete and change at MySQL, which its log does not tell of. */
class CascadeIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String DOMAINS =
      """
        PREFIX:
          entities:
            customer: {from: shop.Customers, to: {postgres: {}}}
            sale: {from: shop.Sales, to: {postgres: {}, dynamo: {table: TABLES, key: {pk: "S#{id}", sk: "{note}"}}}}
            line: {from: shop.Lines, to: {postgres: {}, dynamo: {table: TABLEL, key: {pk: "L#{sale_id}", sk: "{text}#{no}"}}}}
            part: {from: shop.Parts, to: {postgres: {}, dynamo: {table: TABLEP, key: {pk: "P#{sale_id}", sk: "{no}#{part}"}}}}
            remark: {from: shop.Remarks, to: {postgres: {}}}
            branch: {from: shop.Branches, to: {postgres: {}}}
            kind: {from: shop.Kinds, where: "false", to: {postgres: {}}}
            item: {from: shop.Items, to: {postgres: {}}}
            late: {from: shop.Late, to: {postgres: {}}}
      """;

  @TempDir static Path serverFolder;
  @AutoClose private static ShopServers shop;

  @TempDir Path folder;

  @BeforeAll
  static void startServers() throws SQLException {
    shop = ShopServers.start(serverFolder);
    shop.mySql(
        "CREATE TABLE shop.Customers (Id INT PRIMARY KEY)",
        "CREATE TABLE shop.Sales (Id INT PRIMARY KEY, CustomerId INT, Note VARCHAR(20) NOT NULL,"
            + " FOREIGN KEY (CustomerId) REFERENCES Customers (Id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE shop.`Lines` (SaleId INT, No INT, Text VARCHAR(20) NOT NULL, PRIMARY KEY (SaleId, No),"
            + " FOREIGN KEY (SaleId) REFERENCES Sales (Id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE shop.Parts (SaleId INT, No INT, Part INT, PRIMARY KEY (SaleId, No, Part),"
            + " FOREIGN KEY (SaleId, No) REFERENCES `Lines` (SaleId, No) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE shop.Remarks (Id INT PRIMARY KEY, SaleId INT,"
            + " FOREIGN KEY (SaleId) REFERENCES Sales (Id) ON DELETE SET NULL)",
        "CREATE TABLE shop.Branches (Id INT PRIMARY KEY, ParentId INT,"
            + " FOREIGN KEY (ParentId) REFERENCES Branches (Id) ON DELETE CASCADE)",
        "CREATE TABLE shop.Late (Id INT PRIMARY KEY, CustomerId INT)",
        "CREATE TABLE shop.Kinds (Id INT PRIMARY KEY, Code VARCHAR(10), UNIQUE (Code))",
        "CREATE TABLE shop.Items (Id INT PRIMARY KEY, KindCode VARCHAR(10),"
            + " FOREIGN KEY (KindCode) REFERENCES Kinds (Code) ON DELETE SET NULL ON UPDATE CASCADE)");
  }

  private static void fill() throws SQLException {
    shop.mySql(
        "DELETE FROM shop.Branches",
        "DELETE FROM shop.Items",
        "DELETE FROM shop.Late",
        "DELETE FROM shop.Kinds",
        "DELETE FROM shop.Parts",
        "DELETE FROM shop.`Lines`",
        "DELETE FROM shop.Remarks",
        "DELETE FROM shop.Sales",
        "DELETE FROM shop.Customers",
        "INSERT INTO shop.Customers VALUES (1), (2), (3)",
        "INSERT INTO shop.Sales VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, 3, 'd')",
        "INSERT INTO shop.`Lines` VALUES (1, 1, 'x'), (1, 2, 'y'), (2, 1, 'z'), (3, 1, 'u'), (4, 1, 'v')",
        "INSERT INTO shop.Parts VALUES (1, 1, 1), (2, 1, 1), (3, 1, 1), (3, 1, 2), (4, 1, 1)",
        "INSERT INTO shop.Remarks VALUES (1, 1), (2, 2), (3, 4), (4, NULL)",
        "INSERT INTO shop.Late VALUES (1, 1), (2, 3)",
        "INSERT INTO shop.Branches VALUES (1, NULL), (2, 1), (3, 2), (4, 3), (5, NULL)",
        "INSERT INTO shop.Kinds VALUES (1, 'one'), (2, 'Two'), (3, 'three')",
        "INSERT INTO shop.Items VALUES (1, 'ONE'), (2, 'two'), (3, 'three'), (4, NULL)");
  }

  /** Three levels of deletions, new keys on three levels, lost parents, a tree, a key of text. */
  private static void cascade() throws SQLException {
    shop.mySql(
        "DELETE FROM shop.Customers WHERE Id = 1",
        "UPDATE shop.Sales SET Id = 33 WHERE Id = 3",
        "UPDATE shop.Customers SET Id = 22 WHERE Id = 2",
        "DELETE FROM shop.Sales WHERE Id = 4",
        "DELETE FROM shop.Branches WHERE Id = 1",
        "UPDATE shop.Kinds SET Code = 'uno' WHERE Id = 1",
        "DELETE FROM shop.Kinds WHERE Code = 'Two'");
  }

  private Pipeline pipeline(String name, String cascades) {
    ShopFile file =
        shop.file()
            .with("NAME", name)
            .with("databases", "cascades: " + cascades + ", databases")
            .withDomains(DOMAINS.replace("PREFIX", name).replace("TABLE", name + "-"));
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file.in(folder), shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  @Test
  void shouldFollowWhatForeignKeysDoOnAllLevels() throws Exception {
    // Given
    fill();
    Pipeline pipeline = pipeline("emulated", "emulate");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      assertInStep(pipeline, running);

      // When
      cascade();

      // Then
      assertInStep(pipeline, running);
      assertThat(shop.postgres("SELECT sale_id || '/' || no || '/' || part FROM emulated.part"))
          .containsExactlyInAnyOrder("33/1/1", "33/1/2");

      // When a new child and its parent's end follow each other, and a row comes back
      shop.mySql(
          "INSERT INTO shop.Sales VALUES (5, 3, 'e')",
          "INSERT INTO shop.`Lines` VALUES (5, 1, 'w')",
          "DELETE FROM shop.Customers WHERE Id = 3",
          "INSERT INTO shop.Customers VALUES (3)",
          "INSERT INTO shop.Sales VALUES (5, 3, 'f')");

      // Then
      assertInStep(pipeline, running);
      assertThat(shop.postgres("SELECT note FROM emulated.sale WHERE id = 5")).containsExactly("f");
    }
  }

  @Test
  void shouldFindRowsWhoseKeysChangedMoreThanOnceBeforeAnybodyLooked() throws Exception {
    // Given
    fill();
    shop.mySql("DELETE FROM shop.Remarks"); // which forbid other keys
    Pipeline pipeline = pipeline("moved", "emulate");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      assertInStep(pipeline, running);

      // When one goes on by way of another key, and two change places
      shop.mySql(
          "START TRANSACTION",
          "UPDATE shop.Sales SET Id = 33 WHERE Id = 3",
          "UPDATE shop.Sales SET Id = 34 WHERE Id = 33",
          "UPDATE shop.Sales SET Id = 99 WHERE Id = 1",
          "UPDATE shop.Sales SET Id = 1 WHERE Id = 2",
          "UPDATE shop.Sales SET Id = 2 WHERE Id = 99",
          "COMMIT");

      // Then
      assertInStep(pipeline, running);
      assertThat(shop.postgres("SELECT sale_id || '/' || no || '/' || part FROM moved.part"))
          .containsExactlyInAnyOrder("1/1/1", "2/1/1", "34/1/1", "34/1/2", "4/1/1");
    }
  }

  @Test
  void shouldMissThemWhenToldOnlyToWarn() throws Exception {
    // Given
    fill();
    Pipeline pipeline = pipeline("warned", "warn");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      assertInStep(pipeline, running);

      // When
      cascade();

      // Then
      assertThat(reports(pipeline, running))
          .filteredOn(report -> !report.agrees())
          .extracting(report -> report.entity().entity() + " " + report.target())
          .contains("sale postgres", "sale dynamo", "line postgres", "line dynamo")
          .contains("part dynamo", "remark postgres", "branch postgres", "item postgres");
    }
  }

  @Test
  void shouldLookRowsUpWhateverIsStoppedMeanwhile() throws Exception {
    // Given
    fill();
    Pipeline pipeline = pipeline("stopped", "emulate");
    List<PipelineProcess> processes = pipeline.processes(new Meters());
    Running capture = Running.start(named(processes, "capture"));
    Running transform = Running.start(named(processes, "transform"));
    List<PipelineProcess> sinks =
        processes.stream().filter(process -> process.name().startsWith("sink")).toList();
    try (Running running = Running.start(sinks)) {
      assertInStep(pipeline, running);

      // When the transform hears of it only when it is started, while nobody captures
      transform.close();
      cascade();
      String last = shop.fromMySql("SELECT @@GLOBAL.gtid_executed").get(0);
      awaitCaptured(pipeline, last);
      capture.close();
      transform = Running.start(named(pipeline.processes(new Meters()), "transform"));
      awaitOpenRequest(pipeline);
      transform.close();

      // Then
      capture = Running.start(named(pipeline.processes(new Meters()), "capture"));
      transform = Running.start(named(pipeline.processes(new Meters()), "transform"));
      assertInStep(pipeline, running);
    } finally {
      transform.close();
      capture.close();
    }
  }

  @Test
  void shouldHeedAKeyThatIsAddedLater() throws Exception {
    // Given rows whose records are gone
    fill();
    Pipeline pipeline = pipeline("added", "emulate");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      assertInStep(pipeline, running);
      shop.forgetRecords(pipeline.names().raw(TableId.of("shop", "Late")));

      // When
      shop.mySql(
          "ALTER TABLE shop.Late ADD CONSTRAINT late_customer FOREIGN KEY (CustomerId)"
              + " REFERENCES Customers (Id) ON DELETE CASCADE",
          "INSERT INTO shop.Customers VALUES (4)");
      assertInStep(pipeline, running);
      EntityName late = new EntityName("added", "late");
      new Resnapshot(pipeline, Operator.current(), Clock.systemUTC(), folder.resolve("resnapshot"))
          .run(
              List.of(pipeline.mapping().entity(late).orElseThrow()),
              "a test",
              false,
              (table, done, total) -> {});
      cascade();

      // Then
      assertInStep(pipeline, running);
      assertThat(shop.postgres("SELECT id FROM added.late")).containsExactly("2");
    } finally {
      shop.mySql("ALTER TABLE shop.Late DROP FOREIGN KEY late_customer");
    }
  }

  private static List<PipelineProcess> named(List<PipelineProcess> processes, String name) {
    return processes.stream().filter(process -> process.name().equals(name)).toList();
  }

  private static void awaitCaptured(Pipeline pipeline, String gtids) {
    try (SourceAccess source = pipeline.source().reader();
        CapturedPosition captured = new CapturedPosition(pipeline.kafka(), pipeline.names())) {
      SourcePosition position = new SourcePosition(gtids.replaceAll("\\s", ""));
      await()
          .atMost(SOON)
          .until(() -> captured.now().filter(now -> source.contains(now, position)).isPresent());
    }
  }

  private static void awaitOpenRequest(Pipeline pipeline) {
    try (RequestsTopic.Reader reader =
        RequestsTopic.Reader.fromTheStart(pipeline.kafka(), pipeline.names())) {
      await()
          .atMost(SOON)
          .until(
              () -> {
                reader.readOn();
                return !reader.open().isEmpty();
              });
    }
  }

  private static void assertInStep(Pipeline pipeline, Running running) throws Exception {
    List<EntityReport> reports = reports(pipeline, running);
    assertThat(reports).hasSize(12).allMatch(EntityReport::agrees);
    assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
  }

  private static List<EntityReport> reports(Pipeline pipeline, Running running)
      throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    running.check();
    return reports;
  }
}
