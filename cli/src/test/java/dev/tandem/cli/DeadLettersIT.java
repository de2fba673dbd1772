/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.capture.CaptureMeter;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.cli.wiring.Running;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.wire.AuditEntry;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do about dead letters, through the whole pipeline. */
class DeadLettersIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two rows of a day are in each other's way. */
  private static final String DOMAINS =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields: {note: {from: Note, type: string(LENGTH)}}
              to: {postgres: {}}
            log:
              from: shop.Log
              rules: {of_an_order: "order_id == null || order_id >= 0"}
              to: {dynamo: {table: Log, key: {pk: "{day}", sk: "x"}}}
      """;

  @TempDir Path folder;
  private ShopServers shop;

  @BeforeEach
  void startServers() throws Exception {
    shop = ShopServers.start(folder);
  }

  @AfterEach
  void stopServers() {
    shop.close();
  }

  @Test
  void shouldBringRowsToTheirTargetsOnceTheCauseIsMended() throws Exception {
    // Given rows that the mapping refuses, one of them gone by the time that it is mended
    Pipeline strict = pipeline("3");
    try (Running running = Running.start(strict.processes(new Meters()))) {
      awaitInStep(strict);
      shop.mySql(
          "INSERT INTO shop.Orders VALUES (3, 1, 'secret'), (4, 1, 'doomed')",
          "DELETE FROM shop.Orders WHERE OrderId = 4");
      awaitInStep(strict);
      running.check();
      assertThat(codes(strict)).containsExactly("E_LENGTH", "E_LENGTH");
      assertListed();
      assertShown(open(strict).get(0));

      // When they are tried though nothing is mended, then a letter stands for the row that is left
      List<JsonNode> tried = json(run(1, "retry", "--all", "--json"));
      assertThat(tried)
          .extracting(result -> result.path("result").asText())
          .containsExactlyInAnyOrder("refused-again", "deleted");
      assertThat(codes(strict)).containsExactly("E_LENGTH");
    }

    // When
    Pipeline wide = pipeline("20");
    try (Running running = Running.start(wide.processes(new Meters()))) {
      CommandRun retry = run(0, "retry", "--entity", "sales.orders", "--code", "E_LENGTH");
      assertThat(retry.told()).noneMatch(line -> line.contains("secret"));

      // Then
      assertThat(shop.postgres("SELECT order_id || note FROM sales.orders WHERE order_id > 2"))
          .containsExactly("3secret");
      assertThat(run(0, "list").out()).contains("no dead letters are open");
      assertThat(run(0, "list", "--all", "--entity", "sales.log").out()).hasSize(1);
      assertThat(ShopPipeline.differences(wide)).isEmpty();
      running.check();
    }
    assertThat(audit(wide))
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.action()).isEqualTo("dead-letter.retried");
              assertThat(entry.entity()).isEqualTo("sales.orders");
              assertThat(entry.by()).isEqualTo(System.getProperty("user.name"));
            });
  }

  private void assertListed() throws IOException {
    JsonNode group = json(run(1, "list", "--json")).get(0);
    assertThat(group.path("entity").asText()).isEqualTo("sales.orders");
    assertThat(group.path("field").asText()).isEqualTo("note");
    assertThat(group.path("remedy").asText()).contains("retry");
    assertThat(run(1, "list", "--each").out()).hasSizeGreaterThan(1);
    assertThat(run(0, "list", "--code", "E_RULE").out())
        .containsExactly("no dead letters are open");
  }

  private void assertShown(DeadLetter letter) {
    CommandRun shown = run(0, "show", letter.key());
    assertThat(shown.told()).noneMatch(line -> line.contains("secret"));
    assertThat(shown.out())
        .contains("  code      E_LENGTH")
        .anyMatch(line -> line.contains("note string(3): Note text of 6 characters -> E_LENGTH"));
    assertThat(run(0, "show", letter.key(), "--values").out())
        .anyMatch(line -> line.contains("note string(3): Note 'secret' -> E_LENGTH"));
    run(2, "show", "999999").problem("TD-CLI-LETTERS");
  }

  @Test
  void shouldRetryAndDropWhatTargetsRefuse() throws Exception {
    // Given a row that a constraint refuses, and one of which another row has the place
    Pipeline pipeline = pipeline("20");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      awaitInStep(pipeline);
      shop.atPostgres("ALTER TABLE sales.orders ADD CONSTRAINT small CHECK (total < 100)");
      shop.mySql(
          "UPDATE shop.Orders SET Total = 500 WHERE OrderId = 1",
          "INSERT INTO shop.Log VALUES (3, '2024-01-01', 1)");
      awaitInStep(pipeline);
      assertThat(codes(pipeline)).containsExactlyInAnyOrder("TD-PG-23514", "TD-DDB-COLLISION");

      // When tried while nothing is mended
      assertThat(json(run(1, "retry", "--all", "--json")))
          .extracting(result -> result.path("result").asText())
          .containsOnly("refused-again");
      assertThat(codes(pipeline)).containsExactlyInAnyOrder("TD-PG-23514", "TD-DDB-COLLISION");

      // When mended without a change of the row
      shop.atPostgres("ALTER TABLE sales.orders DROP CONSTRAINT small");
      run(0, "retry", "--code", "TD-PG-23514");
      assertThat(shop.postgres("SELECT total::int::text FROM sales.orders WHERE order_id = 1"))
          .containsExactly("500");

      // When dropped
      run(2, "drop", "--all", "--why", "as agreed").told();
      assertThat(codes(pipeline)).containsExactly("TD-DDB-COLLISION");
      run(0, "drop", "--all", "--yes", "--why", "as agreed");
      run(2, "drop", "--yes", "--why", "as agreed").problem("TD-CLI-LETTERS");

      // Then
      assertThat(open(pipeline)).isEmpty();
      assertThat(audit(pipeline))
          .last()
          .satisfies(
              entry -> {
                assertThat(entry.action()).isEqualTo("dead-letter.dropped");
                assertThat(entry.why()).isEqualTo("as agreed");
                assertThat(entry.before()).containsEntry("code", "TD-DDB-COLLISION");
              });
      running.check();
    }
  }

  @Test
  void shouldTakeAnItemOffThePlaceThatARefusedChangeHadLeft() throws Exception {
    // Given
    Pipeline pipeline = pipeline("20");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      awaitInStep(pipeline);
      shop.mySql(
          "UPDATE shop.Log SET Day = '2024-03-01', OrderId = -1 WHERE Id = 2",
          "UPDATE shop.Log SET Day = '2024-03-02', OrderId = 1 WHERE Id = 2");
      awaitInStep(pipeline);
      assertThat(codes(pipeline)).containsExactly("E_RULE");
      assertThat(ShopPipeline.differences(pipeline)).anyMatch(line -> line.contains("extra id=2"));

      // When
      run(0, "retry", "--all");

      // Then
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      running.check();
    }
  }

  @Test
  void shouldPutRightWhatVerificationFindsToDiffer() throws Exception {
    // Given a row that somebody changed at the target, and one that was removed there
    Pipeline pipeline = pipeline("20");
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      shop.mySql("INSERT INTO shop.Orders VALUES (3, 3, 'c')");
      awaitInStep(pipeline);
      shop.atPostgres("UPDATE sales.orders SET note = 'tampered' WHERE order_id = 2");
      shop.atPostgres("DELETE FROM sales.orders WHERE order_id = 3");

      // When
      CommandRun repaired = verify("--repair");

      // Then
      assertThat(repaired.status()).isZero();
      assertThat(repaired.out())
          .contains("2 rows were read again at the source and sent to the targets");
      assertThat(shop.postgres("SELECT note FROM sales.orders WHERE order_id > 1"))
          .containsExactlyInAnyOrder("b", "c");
      assertThat(audit(pipeline))
          .singleElement()
          .satisfies(entry -> assertThat(entry.action()).isEqualTo("verify.repaired"));
      running.check();
    }
  }

  private CommandRun verify(String... arguments) {
    return CommandRun.of(
        folder,
        shop.environment(),
        Stream.concat(
                Stream.of("verify", "-f", folder.resolve("tandem.yaml").toString()),
                Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  @Test
  void shouldAnswerARequestOfWhichCaptureDied() throws Exception {
    // Given
    Pipeline strict = pipeline("3");
    try (Running running = Running.start(strict.processes(new Meters()))) {
      shop.mySql("INSERT INTO shop.Orders VALUES (3, 1, 'secret')");
      awaitInStep(strict);
      running.check();
    }
    Pipeline wide = pipeline("20");
    Meters meters = new Meters();
    List<PipelineProcess> others = new ArrayList<>(wide.sinkPostgres(meters.postgres()));
    others.add(wide.sinkDynamo(meters.dynamo()));
    others.add(wide.transform(meters.transform()));
    try (Running running = Running.start(others)) {
      for (String place : List.of("capture.before-answer", "capture.after-answer")) {
        try (Child capture = capture(place)) {
          // When
          run(0, "retry", "--all", "--no-wait");
          assertThat(capture.awaitEnd(SOON)).as(capture.lastLines()).isTrue();
        }
      }
      assertThat(open(wide)).hasSize(1);

      // Then
      try (Running capture = Running.start(List.of(wide.capture(new CaptureMeter())))) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(shop.postgres("SELECT note FROM sales.orders WHERE order_id = 3"))
                        .containsExactly("secret"));
        run(0, "retry", "--all");
        capture.check();
      }
      assertThat(open(wide)).isEmpty();
      running.check();
    }
  }

  private Child capture(String failPoint) {
    ProcessBuilder line =
        Child.tandem(
                List.of("-D" + FailPoint.PROPERTY + "=" + failPoint + ":1:halt"),
                List.of("capture", "-f", folder.resolve("tandem.yaml").toString()))
            .redirectErrorStream(true);
    line.environment().putAll(shop.environment());
    return Child.start(line, folder.resolve(failPoint + ".log"));
  }

  private Pipeline pipeline(String length) {
    Path file = shop.file().withDomains(DOMAINS).with("LENGTH", length).in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private CommandRun run(int status, String command, String... arguments) {
    CommandRun run =
        CommandRun.of(
            folder,
            shop.environment(),
            Stream.concat(
                    Stream.of(
                        "dead-letters", command, "-f", folder.resolve("tandem.yaml").toString()),
                    Arrays.stream(arguments))
                .toArray(String[]::new));
    return run.failedInSentences(status);
  }

  private static List<JsonNode> json(CommandRun run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out()) {
      if (line.startsWith("{")) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private static void awaitInStep(Pipeline pipeline) throws InterruptedException {
    try (PipelineProgress progress = new PipelineProgress(pipeline)) {
      progress.awaitInStep();
    }
  }

  private static List<DeadLetter> open(Pipeline pipeline) {
    return DeadLetterTopic.read(pipeline.kafka(), pipeline.names());
  }

  private static List<String> codes(Pipeline pipeline) {
    return open(pipeline).stream().map(DeadLetter::code).toList();
  }

  private static List<AuditEntry> audit(Pipeline pipeline) {
    return TestTopics.read(
            pipeline.kafka(), new ByteArrayDeserializer(), List.of(pipeline.names().audit()))
        .stream()
        .map(record -> AuditEntry.ofJson(record.value()))
        .toList();
  }
}
