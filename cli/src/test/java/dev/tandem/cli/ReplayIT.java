/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.entity.EntityName;
import dev.tandem.wire.AuditEntry;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that have lost rows are filled from the topics, as an operator does it. */
class ReplayIT {
  @TempDir Path folder;
  private ShopServers shop;
  private Pipeline pipeline;

  @BeforeEach
  void startServers() throws Exception {
    shop = ShopServers.start(folder);
    Path file = shop.file().in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    pipeline = new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  @AfterEach
  void stopServers() {
    shop.close();
  }

  @Test
  void shouldRebuildATruncatedTableFromTheTopicAlone() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given rows of which some are gone at the source, and one was changed
      shop.mySql(
          "INSERT INTO shop.Orders SELECT OrderId + 10, Total, 'more' FROM shop.Orders",
          "UPDATE shop.Orders SET Note = 'changed' WHERE OrderId = 2");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      shop.mySql("DELETE FROM shop.Orders WHERE OrderId = 1");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      shop.atPostgres("TRUNCATE sales.orders");

      // When
      CommandRun run = replay(0, "sales.orders", "postgres", "--json", "--why", "as agreed");

      // Then
      JsonNode counts = json(run);
      assertThat(counts.path("applied").asLong()).isGreaterThanOrEqualTo(3);
      assertThat(counts.path("rejected").asLong()).isZero();
      assertThat(shop.postgres("SELECT order_id FROM sales.orders ORDER BY 1"))
          .containsExactly("2", "11", "12");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      assertAudited();

      // When nothing is missing
      JsonNode again = json(replay(0, "sales.orders", "postgres", "--json"));

      // Then
      assertThat(again.path("applied").asLong()).isZero();
      assertNothingWrittenWhilePaused();
      running.check();
    }
  }

  private void assertNothingWrittenWhilePaused() {
    String file = folder.resolve("tandem.yaml").toString();
    CommandRun.of(folder, shop.environment(), "pause", "-f", file, "--entity", "sales.orders")
        .failedInSentences(5);
    replay(7, "sales.orders", "postgres").problem("TD-VER-PAUSED");
  }

  @Test
  void shouldBuildAShadowThatEqualsItsOriginalAndTakesItsPlace() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given
      shop.mySql(
          "INSERT INTO shop.Orders SELECT OrderId + 10, Total, 'more' FROM shop.Orders",
          "UPDATE shop.Orders SET Note = 'changed' WHERE OrderId = 2",
          "DELETE FROM shop.Orders WHERE OrderId = 1");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();

      // When
      JsonNode equal = json(shadow(0, "--compare", "--json"));

      // Then
      assertThat(equal.path("differences").asLong(-1)).isZero();
      assertThat(shop.postgres("SELECT order_id FROM sales.orders__shadow ORDER BY 1"))
          .containsExactly("2", "11", "12");

      // When the source goes on, and the table in use is damaged
      shop.mySql("INSERT INTO shop.Orders VALUES (20, 1, 'new')");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      shop.atPostgres("UPDATE sales.orders SET note = 'tampered' WHERE order_id = 11");
      CommandRun damaged = shadow(1, "--compare");

      // Then
      assertThat(damaged.out())
          .anyMatch(line -> line.startsWith("1 differences: the table in use has 4 rows"))
          .contains("  note differs in 1 rows");

      // When
      shadow(0, "--swap");

      // Then
      shop.mySql("UPDATE shop.Orders SET Note = 'later' WHERE OrderId = 20");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      assertThat(shop.postgres("SELECT note FROM sales.orders__before WHERE order_id = 11"))
          .containsExactly("tampered");
      shadow(0);
      assertThat(shadow(2, "--swap").problem("TD-PG-SHADOW")).contains("sales.orders__before");
      running.check();
    }
  }

  @Test
  void shouldFillAShadowWithWhatWasThereAtATime() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      Instant then = Instant.ofEpochMilli(lastRecord() + 1);
      await().until(() -> Instant.now().isAfter(then));
      shop.mySql(
          "UPDATE shop.Orders SET Note = 'later' WHERE OrderId = 2",
          "DELETE FROM shop.Orders WHERE OrderId = 1");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();

      // When
      shadow(0, "--to-time", then.toString());

      // Then
      String stale =
          "SELECT count(*) FROM sales.orders__shadow WHERE note IS DISTINCT FROM 'later'";
      assertThat(shop.postgres(stale)).containsExactly("2");
      shadow(2, "--to-time", then.toString(), "--compare").problem("TD-CLI-REPLAY");

      // When it goes on to the present, there is no way back
      assertThat(json(shadow(0, "--compare", "--json")).path("differences").asLong(-1)).isZero();
      assertThat(shadow(2, "--to-time", then.toString()).problem("TD-SNK-REPLAY-RANGE"))
          .contains("--restart");
      running.check();
    }
  }

  /** When Kafka took the last record of the entity's topic. */
  private long lastRecord() {
    return TestTopics.read(
            pipeline.kafka(),
            new ByteArrayDeserializer(),
            List.of(pipeline.names().entity(new EntityName("sales", "orders"))))
        .stream()
        .mapToLong(ConsumerRecord::timestamp)
        .max()
        .orElseThrow();
  }

  private CommandRun shadow(int status, String... arguments) {
    return replay(
        status,
        "sales.orders",
        "postgres",
        Stream.concat(Stream.of("--into", "shadow"), Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  private void assertAudited() {
    List<AuditEntry> entries =
        TestTopics.read(
                pipeline.kafka(), new ByteArrayDeserializer(), List.of(pipeline.names().audit()))
            .stream()
            .map(record -> AuditEntry.ofJson(record.value()))
            .toList();
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly("replay.started", "replay.finished");
    AuditEntry last = entries.get(1);
    assertThat(last.why()).isEqualTo("as agreed");
    assertThat(last.before()).containsEntry("target", "postgres").containsEntry("rows", "all");
    assertThat(last.after()).containsEntry("rejected", "0");
  }

  @Test
  void shouldBringBackTheRowsThatAreNamedAlone() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given
      shop.mySql("INSERT INTO shop.Orders SELECT OrderId + 10, Total, 'x' FROM shop.Orders");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      shop.atPostgres("DELETE FROM sales.orders");

      // When, then
      assertThat(
              json(replay(0, "sales.orders", "postgres", "--keys", "2,11", "--json"))
                  .path("applied")
                  .asLong())
          .isEqualTo(2);
      assertThat(shop.postgres("SELECT order_id FROM sales.orders ORDER BY 1"))
          .containsExactly("2", "11");

      // When, then
      Path keys = Files.writeString(folder.resolve("keys.txt"), "{\"order_id\":1}\n\n12\n");
      replay(0, "sales.orders", "postgres", "--keys-file", keys.toString());
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      running.check();
    }
  }

  /** One of them lies where it moved to last, which its tombstone remembers. */
  @Test
  void shouldBringBackItemsOfDynamoDb() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given
      shop.mySql(
          "INSERT INTO shop.Log VALUES (3, '2024-01-03', 3)",
          "INSERT INTO shop.Log VALUES (4, '2024-01-04', 4)");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      shop.mySql(
          "UPDATE shop.Log SET Day = '2024-02-01' WHERE Id = 1",
          "DELETE FROM shop.Log WHERE Id = 4");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      remove("2024-02-01", "1");
      remove("2024-01-03", "3");
      assertThat(ShopPipeline.differences(pipeline)).isNotEmpty();

      // When
      JsonNode counts = json(replay(0, "sales.log", "dynamo", "--json"));

      // Then
      assertThat(counts.path("applied").asLong()).isEqualTo(2);
      assertThat(counts.path("rejected").asLong()).isZero();
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      running.check();
    }
  }

  @Test
  void shouldBuildAShadowInDynamoDbThatEqualsItsOriginal() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given
      shop.mySql(
          "INSERT INTO shop.Log VALUES (3, '2024-01-03', 3)",
          "UPDATE shop.Log SET Day = '2024-02-01' WHERE Id = 1",
          "DELETE FROM shop.Log WHERE Id = 2");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();

      // When
      JsonNode equal =
          json(replay(0, "sales.log", "dynamo", "--into", "shadow", "--compare", "--json"));

      // Then
      assertThat(equal.path("differences").asLong(-1)).isZero();
      assertThat(equal.path("shadow").asText()).isEqualTo("Log__shadow");

      // When the entity, which goes on by itself, changes, and the table in use is damaged
      shop.mySql("INSERT INTO shop.Log VALUES (5, '2024-01-05', 5)");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      remove("2024-01-03", "3");
      CommandRun damaged =
          replay(1, "sales.log", "dynamo", "--into", "shadow", "--compare", "--why", "as agreed");

      // Then
      assertThat(damaged.out())
          .anyMatch(line -> line.startsWith("1 differences: the table in use has 2 rows"));
      replay(2, "sales.log", "dynamo", "--into", "shadow", "--swap").problem("TD-CLI-REPLAY");
      running.check();
    }
  }

  private void remove(String pk, String sk) throws IOException, InterruptedException {
    String found =
        shop.dynamo(
            "DeleteItem",
            "{\"TableName\":\"Log\",\"ReturnValues\":\"ALL_OLD\",\"Key\":{\"pk\":{\"S\":\"%s\"},\"sk\":{\"S\":\"%s\"}}}"
                .formatted(pk, sk));
    assertThat(found).contains("Attributes");
  }

  @Test
  void shouldSayWhatItCannotMakeOut() {
    replay(2, "sales.log", "postgres").problem("TD-CLI-ENTITY");
    replay(2, "sales.orders", "postgres", "--from", "yesterday").problem("TD-CLI-REPLAY");
    replay(2, "sales.orders", "postgres", "--rate", "0").problem("TD-CLI-REPLAY");
    replay(2, "sales.orders", "postgres", "--keys", ",").problem("TD-CLI-REPLAY");
    replay(2, "sales.orders", "postgres", "--swap").problem("TD-CLI-REPLAY");
    replay(2, "sales.orders", "postgres", "--to-time", "2026-01-01T00:00:00Z")
        .problem("TD-CLI-REPLAY");
    shadow(2, "--to-time", "tomorrow").problem("TD-CLI-REPLAY");
    shadow(2, "--compare", "--swap").problem("TD-CLI-REPLAY");
    shadow(2).problem("TD-SNK-REPLAY-RANGE");
    assertThat(
            replay(2, "sales.log", "dynamo", "--into", "shadow", "--swap").problem("TD-CLI-REPLAY"))
        .contains("DynamoDB");
    replay(2, "sales.orders", "postgres").problem("TD-SNK-REPLAY-RANGE");
    replay(2, "sales.orders", "postgres", "--mapping-revision").problem("TD-CLI-REPLAY");
    command(2, "--entity", "sales.orders").problem("TD-CLI-REPLAY");
    command(2, "--entity", "sales.orders", "--mapping-revision", "--swap").problem("TD-CLI-REPLAY");
    command(2, "--entity", "sales.none", "--mapping-revision").problem("TD-CLI-ENTITY");
    command(2, "--entity", "sales.orders", "--mapping-revision").problem("TD-SNK-REPLAY-RANGE");
  }

  private CommandRun replay(int status, String entity, String target, String... arguments) {
    return command(
        status,
        Stream.concat(Stream.of("--entity", entity, "--to", target), Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  private CommandRun command(int status, String... arguments) {
    CommandRun run =
        CommandRun.of(
            folder,
            shop.environment(),
            Stream.concat(
                    Stream.of("replay", "-f", folder.resolve("tandem.yaml").toString()),
                    Arrays.stream(arguments))
                .toArray(String[]::new));
    return run.failedInSentences(status);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    List<String> lines = run.out();
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }
}
