/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.status.http.Address;
import dev.tandem.status.http.Desk;
import dev.tandem.wire.AuditEntry;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.testing.Background;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to one entity while the others go on, through the whole pipeline. */
@Timeout(900)
class ActsIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final long PACE_NANOS = 20_000_000L;

  /** After the second dead letter an entity is stopped. */
  private static final String DOMAINS =
      """
        sales:
          entities:
            orders: {from: shop.Orders, to: {postgres: {}}}
            log: {from: shop.Log, to: {dynamo: {table: Log, key: {pk: "{id}", sk: "x"}}}}
      dead_letters: {stop_at: 2}
      """;

  private static final String WITHOUT_LOG =
      """
        sales:
          entities:
            orders: {from: shop.Orders, to: {postgres: {}}}
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
  void shouldHoldOneEntityBackAndLoseNothing() throws Exception {
    Pipeline pipeline = pipeline();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger changes = new AtomicInteger();
    try (Background workload = new Background(() -> change(done, changes), () -> done.set(true))) {
      try (Running running = start(pipeline)) {
        await().atMost(SOON).until(() -> shop.made().contains("sales.orders"));
        run(0, "verify");
        assertThat(order(pipeline, "restart")).contains("\"obeyed\":true");

        // When
        assertThat(run(0, "pause", "--entity", "sales.orders", "--why", "a test\n").out())
            .containsExactly("sales.orders                     postgres  paused");
        shop.mySql("INSERT INTO shop.Orders VALUES (-1, 1, 'held')");

        // Then the others go on, and nobody takes it for equal
        assertThat(run(7, "verify").out())
            .anyMatch(
                line -> line.matches("sales.orders +postgres +not compared: paused by .*a test"))
            .anyMatch(line -> line.matches("sales.log +dynamo .* 0 differences.*"));
        assertThat(run(1, "status").out()).anyMatch(line -> line.contains("TD-SNK-PAUSED"));
        assertThat(held()).isEmpty();
        assertThat(run(0, "pause", "--entity", "sales.orders").out())
            .singleElement()
            .asString()
            .endsWith("already paused");
        running.check();
      }

      // When it is started again
      try (Running running = start(pipeline)) {
        run(7, "verify");
        int before = changes.get();
        await().until(() -> changes.get() > before);
        assertThat(held()).as("by a sink that was started since").isEmpty();
        assertThat(run(0, "resume", "--entity", "sales.orders", "--target", "postgres").out())
            .containsExactly("sales.orders                     postgres  resumed");

        // Then
        run(0, "verify");
        assertThat(held()).containsExactly("held");
        running.check();
      }
    }
    assertThat(audit(pipeline))
        .extracting(AuditEntry::action)
        .containsExactly("entity.restarted", "entity.paused", "entity.resumed");
    assertThat(audit(pipeline).get(0).by()).isEqualTo("Ada (over HTTP from 127.0.0.1)");
    assertThat(audit(pipeline).get(1).before()).containsEntry("state", "running");
    assertThat(audit(pipeline).get(2).before().get("state")).startsWith("paused by ");
    assertRefusedWithoutASink();
  }

  /** At the status page. */
  private static String order(Pipeline pipeline, String act)
      throws IOException, InterruptedException {
    String token = "a-token-of-the-tests";
    String order =
        "{\"act\":\"" + act + "\",\"entity\":\"sales.orders\",\"who\":\"Ada\",\"why\":\"a test\"}";
    try (Observed.Served served =
        new Observed(pipeline, "1", Map.of())
            .serve(
                new Address(Address.LOOPBACK, 0),
                Set.of(),
                Optional.of(new Desk(() -> token, new HttpActs(pipeline))))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(served.url() + "acts"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(order))
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private void assertRefusedWithoutASink() {
    run(2, "pause", "--entity", "sales.nothing").problem("TD-CLI-ENTITY");
    run(2, "resume", "--entity", "sales.orders", "--target", "dynamo").problem("TD-CLI-ENTITY");
    CommandRun nobody = run(5, "pause", "--entity", "sales.orders", "--wait", "1", "--json");
    assertThat(nobody.out()).singleElement().asString().contains("\"obeyed\":false");
  }

  @Test
  void shouldBeginAnewWithAnEntityThatWasStopped() throws Exception {
    // Given
    Pipeline pipeline = pipeline();
    try (Running running = start(pipeline)) {
      await().atMost(SOON).until(() -> shop.made().contains("sales.orders"));
      run(0, "verify");
      shop.atPostgres("ALTER TABLE sales.orders ADD CONSTRAINT small CHECK (total < 100)");
      for (int id = 10; id < 13; id++) {
        shop.mySql("INSERT INTO shop.Orders VALUES (" + id + ", 500, 'refused')");
      }
      await()
          .atMost(SOON)
          .until(() -> run("status").out().stream().anyMatch(line -> line.contains("SNK-FLOOD")));
      assertThat(letters(pipeline)).isEqualTo(2);

      // When
      run(0, "restart", "--entity", "sales.orders", "--why", "to be parked");

      // Then
      await().atMost(SOON).until(() -> letters(pipeline) == 3);
      assertThat(audit(pipeline))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.action()).isEqualTo("entity.restarted");
                assertThat(entry.before()).containsEntry("state", "stopped TD-SNK-FLOOD");
              });
      running.check();
    }
  }

  /** Its rows change while it is added, and while they are sent. */
  @Test
  void shouldBringTheRowsOfAnEntityThatWasAddedLater() throws Exception {
    // Given
    Pipeline before = pipeline(WITHOUT_LOG);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger changes = new AtomicInteger();
    try (Background workload = new Background(() -> change(done, changes), () -> done.set(true))) {
      try (Running running = start(before)) {
        await().atMost(SOON).until(() -> shop.made().contains("sales.orders"));
        run(0, "verify");
        running.check();
      }

      // When
      try (Running running = start(pipeline())) {
        int now = changes.get();
        await().until(() -> changes.get() > now + 5);

        // Then its changes come by themselves, and its rows when they are asked for
        assertThat(run(1, "verify").out())
            .anyMatch(line -> line.matches("sales.log +dynamo .* differences.*"))
            .anyMatch(line -> line.startsWith("  missing Id=1 "));
        assertThat(run(0, "resnapshot", "--entity", "sales.log", "--why", "added", "--json").out())
            .singleElement()
            .asString()
            .contains("\"left\":0", "\"problem\":\"\"");
        run(0, "verify");
        CommandRun all = run(0, "resnapshot", "--entity", "sales.orders");
        assertThat(all.err()).anyMatch(line -> line.matches("shop\\.Orders: .* rows \\(100%\\)"));
        run(0, "verify");
        running.check();
      }
    }
    assertThat(audit(before))
        .extracting(AuditEntry::action)
        .containsExactly(
            "entity.resnapshot-begun",
            "entity.resnapshot-done",
            "entity.resnapshot-begun",
            "entity.resnapshot-done");
  }

  private static Running start(Pipeline pipeline) {
    Meters meters = new Meters();
    return Running.start(
        new Observed(pipeline, "1", meters.byProcess(pipeline))
            .processes(pipeline.processes(meters)));
  }

  private void change(AtomicBoolean done, AtomicInteger changes) {
    try {
      while (!done.get()) {
        int id = 100 + changes.incrementAndGet();
        shop.mySql(
            "INSERT INTO shop.Orders VALUES (" + id + ", 1, NULL)",
            "INSERT INTO shop.Log VALUES (" + id + ", '2024-01-01', " + id + ")",
            "UPDATE shop.Orders SET Total = Total + 1 WHERE OrderId > " + (id - 5),
            "DELETE FROM shop.Log WHERE Id = " + (id - 3));
        LockSupport.parkNanos(PACE_NANOS); // a verification on a slow machine must come to an end
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> held() throws SQLException {
    return shop.postgres("SELECT note FROM sales.orders WHERE order_id = -1");
  }

  private static int letters(Pipeline pipeline) {
    return DeadLetterTopic.read(pipeline.kafka(), pipeline.names()).size();
  }

  private static List<AuditEntry> audit(Pipeline pipeline) {
    return TestTopics.read(
            pipeline.kafka(), new ByteArrayDeserializer(), List.of(pipeline.names().audit()))
        .stream()
        .map(record -> AuditEntry.ofJson(record.value()))
        .toList();
  }

  private Pipeline pipeline() {
    return pipeline(DOMAINS);
  }

  private Pipeline pipeline(String domains) {
    Path file = shop.file().withDomains(domains).in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(
        folder,
        shop.environment(),
        Stream.concat(
                Stream.of(arguments[0], "-f", folder.resolve("tandem.yaml").toString()),
                Stream.of(arguments).skip(1))
            .toArray(String[]::new));
  }

  private CommandRun run(int status, String... arguments) {
    return run(arguments).failedInSentences(status);
  }
}
