/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log does not spell out, and what Kafka does not take. */
class UncommonChangesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static CaptureRig rig;

  @BeforeAll
  static void startServers() {
    rig = new CaptureRig(folder, MySqlRelease.chosen());
  }

  @AfterAll
  static void stopServers() {
    rig.close();
  }

  private static JsonNode json(ConsumerRecord<String, String> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The rows that the raw topic ends with. */
  private static Set<String> rowsAtTheEnd(CaptureConfig config, TableId table) {
    Set<String> rows = new HashSet<>();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      if (json(record).path("op").asText().equals("d")) {
        rows.remove(record.key());
      } else {
        rows.add(record.key());
      }
    }
    return rows;
  }

  @Test
  void shouldDeleteTheRowsOfATableThatWasTruncated() {
    // Given: rows of the snapshot and of the log, one of them gone already
    TableId table = TableId.of("truncated", "t");
    rig.execute(
        "CREATE DATABASE truncated",
        "CREATE TABLE truncated.t (id INT PRIMARY KEY, n INT)",
        "INSERT INTO truncated.t VALUES (1, 1), (2, 1), (3, 1)");
    CaptureConfig config = rig.config("truncated", table);
    CaptureRig.Running running = rig.streaming(config);
    rig.execute("INSERT INTO truncated.t VALUES (4, 1)", "DELETE FROM truncated.t WHERE id = 1");

    // When
    rig.execute("TRUNCATE TABLE truncated.t", "INSERT INTO truncated.t VALUES (2, 2)");
    await().atMost(SOON).until(() -> rowsAtTheEnd(config, table).equals(Set.of("{\"id\":2}")));
    running.close();

    // Then
    assertThat(running.failure.get()).isNull();
    assertThat(rig.raw(config, table))
        .extracting(record -> json(record).path("op").asText())
        .doesNotContain("t");
    assertThat(rig.raw(config, table))
        .filteredOn(record -> record.key().equals("{\"id\":1}"))
        .extracting(record -> json(record).path("op").asText())
        .containsExactly("r", "d");
  }

  @Test
  void shouldStopAtATruncateAndGoOnThereOnceItMayBeApplied() {
    // Given
    TableId table = TableId.of("untruncated", "t");
    rig.execute(
        "CREATE DATABASE untruncated",
        "CREATE TABLE untruncated.t (id INT PRIMARY KEY)",
        "INSERT INTO untruncated.t VALUES (1), (2)");
    CaptureConfig config = rig.config("untruncated", table);
    CaptureRig.Running stopping = rig.streaming(CaptureRig.stoppingAtTruncate(config));

    // When
    rig.execute(
        "INSERT INTO untruncated.t VALUES (3)",
        "TRUNCATE TABLE untruncated.t",
        "INSERT INTO untruncated.t VALUES (4)");
    await().atMost(SOON).until(stopping::ended);

    // Then
    assertThat(stopping.failure.get())
        .isInstanceOfSatisfying(
            TandemException.class, stop -> assertThat(stop.code()).isEqualTo(CaptureCode.TRUNCATED))
        .hasMessageContaining("untruncated.t was truncated");
    assertThat(rowsAtTheEnd(config, table))
        .containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    stopping.close();

    // And when
    CaptureRig.Running applying = rig.start(config);
    await().atMost(SOON).until(() -> rowsAtTheEnd(config, table).equals(Set.of("{\"id\":4}")));
    applying.close();
    assertThat(applying.failure.get()).isNull();
  }

  @Test
  void shouldPublishARowThatIsTooLargeForKafkaWithoutItsLongValues() throws Exception {
    TableId table = TableId.of("large", "t");
    rig.execute(
        "CREATE DATABASE large",
        "CREATE TABLE large.t (id INT PRIMARY KEY, doc LONGTEXT NOT NULL)");
    CaptureConfig config = rig.config("large", table);
    CaptureRig.Running running = rig.streaming(config);

    // When
    rig.execute(
        "INSERT INTO large.t VALUES (1, REPEAT('x', 50000000))",
        "INSERT INTO large.t VALUES (2, 'y')");
    await().atMost(SOON).until(() -> rig.raw(config, table).size() == 2);
    running.close();

    // Then
    assertThat(running.failure.get()).isNull();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      boolean isLarge = record.key().equals("{\"id\":1}");
      assertThat(json(record).path("after").path("doc").asText()).isEqualTo(isLarge ? "" : "y");
      assertThat(record.headers().headers(Headers.CUT))
          .extracting(header -> CutColumns.ofJson(header.value()).after())
          .isEqualTo(isLarge ? List.of(Set.of("doc")) : List.of());
    }
  }
}
