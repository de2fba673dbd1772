/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
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

  /** The rows that the raw topic ends with. */
  private static Set<String> rowsAtTheEnd(CaptureConfig config, TableId table) {
    Set<String> rows = new HashSet<>();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      if (KafkaRig.json(record).path("op").asText().equals("d")) {
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
    KafkaRig.Running running = rig.streaming(config);
    rig.execute("INSERT INTO truncated.t VALUES (4, 1)", "DELETE FROM truncated.t WHERE id = 1");

    // When
    rig.execute("TRUNCATE TABLE truncated.t", "INSERT INTO truncated.t VALUES (2, 2)");
    await().atMost(SOON).until(() -> rowsAtTheEnd(config, table).equals(Set.of("{\"id\":2}")));
    rig.execute("TRUNCATE TABLE truncated.t");
    await().atMost(SOON).until(() -> rowsAtTheEnd(config, table).isEmpty());
    running.close();

    // Then
    assertThat(running.failure.get()).isNull();
    assertThat(rig.raw(config, table))
        .extracting(record -> KafkaRig.json(record).path("op").asText())
        .doesNotContain("t");
    assertThat(told(config, table, 1)).containsExactly("r(1)", "(1)d");
    assertThat(told(config, table, 2))
        .as("a row that is there again did not change from what it was")
        .containsExactly("r(1)", "(1)d", "c(2)", "(2)d");
    assertThat(told(config, table, 4)).as("nothing is said twice").containsExactly("c(1)", "(1)d");
  }

  private static List<String> told(CaptureConfig config, TableId table, int id) {
    return told(
        rig.raw(config, table).stream()
            .filter(record -> record.key().equals("{\"id\":" + id + "}"))
            .toList());
  }

  /** The changes, each with its n before and after. */
  private static List<String> told(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .map(CaptureRig::json)
        .map(
            envelope ->
                n(envelope.path("before"))
                    + envelope.path("op").asText()
                    + n(envelope.path("after")))
        .toList();
  }

  private static String n(JsonNode row) {
    return row.isObject() ? "(" + row.path("n").asText() + ")" : "";
  }

  @Test
  void shouldTellWhatARowWasBeforeASnapshotReadItAnew() {
    // Given a snapshot, and another that was cut off
    TableId table = TableId.of("moved", "t");
    rig.execute(
        "CREATE DATABASE moved",
        "CREATE TABLE moved.t (id INT PRIMARY KEY, n INT)",
        "INSERT INTO moved.t VALUES (1, 1), (2, 1), (3, 1), (4, 1)");
    CaptureConfig config = rig.config("moved", table);
    rig.streaming(config).close();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      if (Set.of("{\"id\":2}", "{\"id\":3}").contains(record.key())) {
        rig.publishAgain(record, record.value().replace("\"n\":1", "\"n\":2"));
      }
    }
    rig.execute("UPDATE moved.t SET n = id WHERE id IN (2, 3)", "DELETE FROM moved.t WHERE id = 4");

    // When
    rig.takeOffsetAway(config);
    KafkaRig.Running again = rig.streaming(config);
    rig.execute("UPDATE moved.t SET n = 4 WHERE id = 3");
    await().atMost(SOON).until(() -> told(config, table, 3).contains("(3)u(4)"));
    again.close();

    // Then
    assertThat(told(config, table, 1)).containsExactly("r(1)", "r(1)");
    assertThat(told(config, table, 2)).containsExactly("r(1)", "r(2)", "r(2)", "(1)u(2)");
    assertThat(told(config, table, 3))
        .containsExactly("r(1)", "r(2)", "r(3)", "(1)u(3)", "(2)u(3)", "(3)u(4)");
    assertThat(told(config, table, 4)).containsExactly("r(1)", "(1)d");
  }

  @Test
  void shouldTellWhatARowWasInATableThatWasAlteredBeforeItWasReadAnew() {
    // Given
    TableId table = TableId.of("altered", "t");
    rig.execute(
        "CREATE DATABASE altered",
        "CREATE TABLE altered.t (id INT PRIMARY KEY, n INT)",
        "INSERT INTO altered.t VALUES (1, 1), (2, 1)");
    CaptureConfig config = rig.config("altered", table);
    rig.streaming(config).close();

    // When
    rig.takeOffsetAway(config);
    rig.execute("ALTER TABLE altered.t ADD m INT", "UPDATE altered.t SET n = 2 WHERE id = 2");
    KafkaRig.Running again = rig.streaming(config);
    rig.execute("UPDATE altered.t SET m = 1");
    await().atMost(SOON).until(() -> told(config, table, 2).contains("(2)u(2)"));
    again.close();

    // Then
    assertThat(told(config, table, 1)).containsExactly("r(1)", "r(1)", "(1)u(1)");
    assertThat(told(config, table, 2)).containsExactly("r(1)", "r(2)", "(1)d", "r(2)", "(2)u(2)");
  }

  @Test
  void shouldTakeNoRowForGoneWhoseKeyIsSpelledOtherwise() {
    // Given: times that the log and a snapshot spell differently, and decimals that get more digits
    TableId times = TableId.of("spelled", "times");
    TableId decimals = TableId.of("spelled", "decimals");
    rig.execute(
        "CREATE DATABASE spelled",
        "CREATE TABLE spelled.times (at TIMESTAMP(6) PRIMARY KEY, n INT)",
        "CREATE TABLE spelled.decimals (d DECIMAL(5,1) PRIMARY KEY, n INT)",
        "INSERT INTO spelled.times VALUES ('2024-01-01 00:00:00.5', 1)",
        "INSERT INTO spelled.decimals VALUES (1.5, 1), (2.5, 1)");
    CaptureConfig config = rig.config("spelled", times, decimals);
    KafkaRig.Running running = rig.streaming(config);
    rig.execute("UPDATE spelled.times SET n = 2", "UPDATE spelled.decimals SET n = 2");
    await().atMost(SOON).until(() -> rig.raw(config, decimals).size() == 4);
    running.close();

    // When
    rig.takeOffsetAway(config);
    rig.execute(
        "UPDATE spelled.times SET n = 3",
        "ALTER TABLE spelled.decimals MODIFY d DECIMAL(6,2)",
        "UPDATE spelled.decimals SET n = 3 WHERE d = 2.5");
    KafkaRig.Running again = rig.streaming(config);
    rig.execute("UPDATE spelled.times SET n = 4", "UPDATE spelled.decimals SET n = 4");
    await().atMost(SOON).until(() -> told(rig.raw(config, decimals)).contains("(3)u(4)"));
    again.close();

    // Then
    assertThat(told(rig.raw(config, times)))
        .containsExactly("r(1)", "(1)u(2)", "r(3)", "(2)u(3)", "(3)u(4)");
    assertThat(told(rig.raw(config, decimals)))
        .filteredOn(change -> change.endsWith("d"))
        .as("a row is deleted only to be read again")
        .hasSizeLessThanOrEqualTo(1);
    assertThat(rowsAtTheEnd(config, decimals)).contains("{\"d\":\"1.50\"}", "{\"d\":\"2.50\"}");
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
    KafkaRig.Running stopping = rig.streaming(rig.stoppingAtTruncate(config));

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
    KafkaRig.Running applying = rig.start(config);
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
    KafkaRig.Running running = rig.streaming(config);

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
      assertThat(KafkaRig.json(record).path("after").path("doc").asText())
          .isEqualTo(isLarge ? "" : "y");
      assertThat(record.headers().headers(Headers.CUT))
          .extracting(header -> CutColumns.ofJson(header.value()).after())
          .isEqualTo(isLarge ? List.of(Set.of("doc")) : List.of());
    }
  }
}
