/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.wire.AuditEntry;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.StatusLog;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed mapping is brought to the rows that are there, while their source goes on. */
class MappingApplyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PACE_NANOS = 40_000_000;

  /** Rows that nobody changes, and behind them those that are changed all the while. */
  private static final int FIRST = 1_000;

  private static final int BUSY = 1_200;
  private static final int END = 1_400;

  private static final String BEFORE =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              where: "order_id != 11"
              to: {postgres: {}, dynamo: {table: Orders, key: {pk: "O#{order_id}"}}}
      """;

  private static final String NOW =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields: {note: {from: Note, transform: uppercase}}
              where: "order_id != 12"
              to: {postgres: {}, dynamo: {table: Orders, key: {pk: "O#{order_id}"}}}
      """;

  private static final String REFUSING =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields: {note: {from: Note, transform: uppercase}}
              rules: {good: "note == null || note != 'BAD'"}
              to: {postgres: {}, dynamo: {table: Orders, key: {pk: "O#{order_id}"}}}
      """;

  /** The default decides where an item lies whose source has none. */
  private static final String PLACED =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields: {total: {from: Total, default: 6}}
              to: {postgres: {}, dynamo: {table: Orders, key: {pk: "O#{order_id}-{total}"}}}
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
  void shouldBringAChangedMappingToTheRowsThatAreThereWhileTheSourceGoesOn() throws Exception {
    // Given rows that the former mapping has made
    shop.mySql(
        "INSERT INTO shop.Orders VALUES (11, 1, 'in'), (12, 1, 'out')",
        "INSERT INTO shop.Orders VALUES "
            + IntStream.range(FIRST, END)
                .mapToObj(id -> "(" + id + ", 1, 'n" + id + "')")
                .collect(Collectors.joining(", ")));
    Pipeline former = file(0, BEFORE);
    try (Running running = start(former)) {
      assertThat(ShopPipeline.differences(former)).isEmpty();
      awaitRevision(former);

      // When, then: not before the transform runs under a higher revision
      file(0, NOW);
      apply(2, "--yes").problem("TD-MAP-REVISION");
      file(1, NOW);
      assertThat(apply(2, "--yes").problem("TD-MAP-RUNNING")).contains("runs under revision 0");
      running.check();
    }
    Pipeline pipeline = file(1, NOW);
    OrdersWatch watcher = new OrdersWatch(shop);
    AtomicBoolean done = new AtomicBoolean();
    try (Running running = start(pipeline)) {
      AtomicBoolean busy = new AtomicBoolean();
      CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(busy, done));
      CompletableFuture<Void> watched = CompletableFuture.runAsync(() -> watcher.watch(done));
      awaitRevision(pipeline);

      // When nobody confirms it, then nothing is written
      assertThat(apply(2).out()).contains("nobody answers here: --yes does not ask");
      assertThat(upper()).isZero();

      // When it is killed in the middle
      killInTheMiddle();
      int left = BUSY - FIRST - upper();
      assertThat(left).isPositive();

      // Then the same command goes on, though rows change and go that it is about to publish
      JsonNode applied = json(goOn(busy));
      assertThat(applied.path("published").asLong()).isGreaterThanOrEqualTo(left);
      assertThat(applied.path("superseded").asLong()).isPositive();
      assertThat(applied.path("same").asLong()).isPositive();
      done.set(true);
      changes.get();
      watched.get();

      // And both targets are as the source and the mapping say, and nothing has moved back
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      assertThat(upper()).isEqualTo(BUSY - FIRST);
      assertThat(shop.postgres("SELECT order_id FROM sales.orders WHERE order_id IN (11, 12)"))
          .containsExactly("11");
      assertThat(watcher.violations()).isEmpty();
      assertThat(json(apply(0, "--yes")).path("published").asLong(-1)).isZero();
      assertAudited(pipeline);
      running.check();
    }
  }

  private void killInTheMiddle() {
    try (CommandRun run =
        CommandRun.start(folder, shop.environment(), command("--rate", "20", "--yes"))) {
      await().atMost(PATIENCE).until(() -> upper() > 10);
      run.kill();
    }
  }

  private CommandRun goOn(AtomicBoolean busy) throws SQLException {
    int before = upper();
    try (CommandRun run =
        CommandRun.start(
            folder,
            shop.environment(),
            command("--mapping-revision", "1", "--rate", "40", "--yes", "--why", "agreed"))) {
      await().atMost(PATIENCE).until(() -> upper() > before);
      busy.set(true);
      assertThat(run.endsWithin(PATIENCE)).as("it printed %s", run.told()).isTrue();
      return run.failedInSentences(0);
    }
  }

  @Test
  void shouldLeaveWhatItCannotMakeAnewAsItIs() throws Exception {
    // Given rows of which some are no longer in the raw topics, and one will be refused
    Pipeline former = file(0, BEFORE);
    try (Running running = start(former)) {
      assertThat(ShopPipeline.differences(former)).isEmpty();
      shop.forgetRecords(former.names().raw(former.mapping().entities().get(0).from()));
      shop.mySql("INSERT INTO shop.Orders VALUES (20, 1, 'bad'), (21, 1, 'good'), (22, 1, 'fine')");
      assertThat(ShopPipeline.differences(former)).isEmpty();
      running.check();
    }

    // When
    Pipeline pipeline = file(1, REFUSING);
    try (Running running = start(pipeline)) {
      awaitRevision(pipeline);
      CommandRun run = apply(1, "--yes");

      // Then
      JsonNode applied = json(run);
      assertThat(applied.path("published").asLong()).isEqualTo(2);
      assertThat(applied.path("lost").asLong()).isEqualTo(2);
      assertThat(applied.path("refused").path("E_RULE").asLong()).isEqualTo(1);
      assertThat(run.out())
          .contains(
              "1 rows are refused and stay as they were, see './tandem verify': E_RULE (1)",
              "2 rows stay as they were, since the raw topics no longer hold their records:"
                  + " './tandem resnapshot --entity sales.orders' makes them anew");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(shop.postgres("SELECT note FROM sales.orders ORDER BY order_id"))
                      .containsExactly(null, "b", "bad", "GOOD", "FINE"));

      // And its remedy is one
      resnapshot();
      assertThat(shop.postgres("SELECT note FROM sales.orders ORDER BY order_id"))
          .containsExactly(null, "B", "bad", "GOOD", "FINE");
      assertThat(json(apply(1, "--yes")).path("lost").asLong(-1)).isZero();
      running.check();
    }
  }

  @Test
  void shouldRefuseToLeaveItemsBehindInTheirFormerPlaces() throws Exception {
    // Given
    shop.mySql("INSERT INTO shop.Orders VALUES (20, NULL, 'x')");
    Pipeline former = file(0, PLACED);
    try (Running running = start(former)) {
      assertThat(ShopPipeline.differences(former)).isEmpty();
      running.check();
    }

    // When
    Pipeline pipeline = file(1, PLACED.replace("default: 6", "default: 7"));
    try (Running running = start(pipeline)) {
      awaitRevision(pipeline);

      // Then
      assertThat(apply(2, "--yes").problem("TD-MAP-PLACE")).contains("1 rows");
      assertThat(shop.postgres("SELECT total FROM sales.orders WHERE order_id = 20"))
          .containsExactly("6.00");
      running.check();
    }
  }

  /**
   * Rows come at the source, change, and go, never to come back; from some time on old ones, too.
   */
  private void change(AtomicBoolean busy, AtomicBoolean done) {
    try {
      int old = END;
      for (int id = END; !done.get(); id++) {
        shop.mySql(
            "INSERT INTO shop.Orders VALUES (" + id + ", 1, 'new')",
            "UPDATE shop.Orders SET Note = 'changed' WHERE OrderId = " + (id - id % 3),
            "DELETE FROM shop.Orders WHERE OrderId = " + (id % 2 == 0 ? id : 0));
        if (busy.get() && old > BUSY) {
          old--;
          shop.mySql(
              old % 2 == 0
                  ? "DELETE FROM shop.Orders WHERE OrderId = " + old
                  : "UPDATE shop.Orders SET Total = Total + 1 WHERE OrderId = " + old);
        }
        LockSupport.parkNanos(PACE_NANOS); // a verification on a slow machine must come to an end
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Rows that nobody changes, as the new mapping makes them. */
  private int upper() throws SQLException {
    return Integer.parseInt(
        shop.postgres(
                "SELECT count(*) FROM sales.orders WHERE note LIKE 'N%' AND order_id BETWEEN "
                    + FIRST
                    + " AND "
                    + (BUSY - 1))
            .get(0));
  }

  private void resnapshot() {
    CommandRun.of(
            folder,
            shop.environment(),
            "resnapshot",
            "-f",
            folder.resolve("tandem.yaml").toString(),
            "--entity",
            "sales.orders")
        .failedInSentences(0);
  }

  private void assertAudited(Pipeline pipeline) {
    List<AuditEntry> entries =
        TestTopics.read(
                pipeline.kafka(), new ByteArrayDeserializer(), List.of(pipeline.names().audit()))
            .stream()
            .map(record -> AuditEntry.ofJson(record.value()))
            .toList();
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            "mapping.apply-begun",
            "mapping.apply-begun",
            "mapping.apply-done",
            "mapping.apply-begun",
            "mapping.apply-done");
    assertThat(entries.get(2).why()).isEqualTo("agreed");
    assertThat(entries.get(2).before()).containsEntry("revision", "1");
    assertThat(entries.get(2).after()).containsEntry("refused", "0").containsEntry("lost", "0");
  }

  private Pipeline file(int revision, String domains) {
    Path file =
        shop.file().withDomains(domains).with("NAME", "shop\nrevision: " + revision).in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static Running start(Pipeline pipeline) {
    Meters meters = new Meters();
    return Running.start(
        new Observed(pipeline, "1", meters.byProcess(pipeline))
            .processes(pipeline.processes(meters)));
  }

  /** The transform tells of itself every few seconds. */
  /** Until its transforms, at least one, tell that they run under the revision of the file. */
  private static void awaitRevision(Pipeline pipeline) {
    int wanted = pipeline.mapping().revision();
    try (StatusLog status = new StatusLog(pipeline.kafka(), pipeline.names())) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                List<@Nullable Integer> running =
                    status.read().stream()
                        .filter(report -> report.identity().process().equals("transform"))
                        .map(ProcessReport::revision)
                        .toList();
                return !running.isEmpty()
                    && running.stream().allMatch(Integer.valueOf(wanted)::equals);
              });
    }
  }

  private CommandRun apply(int status, String... arguments) {
    return CommandRun.of(folder, shop.environment(), command(arguments)).failedInSentences(status);
  }

  private String[] command(String... arguments) {
    boolean isNumbered = Arrays.asList(arguments).contains("--mapping-revision");
    return Stream.of(
            Stream.of("replay", "-f", folder.resolve("tandem.yaml").toString()),
            Stream.of("--entity", "sales.orders", "--apply", "--json"),
            isNumbered ? Stream.<String>empty() : Stream.of("--mapping-revision"),
            Arrays.stream(arguments))
        .flatMap(one -> one)
        .toArray(String[]::new);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    List<String> lines = run.out();
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }
}
